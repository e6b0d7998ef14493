package preflight.observation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One try at one target along one route: the stages that apply, in their order. A metadata attempt
 * holds several HTTP exchanges.
 *
 * @param startedAfter since the start of the run
 * @param observations the stages that apply to this target and route, none left out
 */
public record Attempt(Duration startedAfter, List<Observation> observations) {

  public Attempt {
    observations = List.copyOf(observations);
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("an attempt observes at least one stage");
    }
  }

  /** The observations of one kind, in their order. */
  public <O extends Observation> Stream<O> all(Class<O> kind) {
    return observations.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The first stage that failed. */
  public Optional<Observation> failed() {
    return observations.stream()
        .filter(observation -> observation.outcome() instanceof Outcome.Failed)
        .findFirst();
  }

  /** The failure of the first stage that failed. */
  public Optional<Failure> failure() {
    return failed()
        .map(Observation::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .map(Outcome.Failed::failure);
  }

  /** Whether every stage worked. */
  public boolean reached() {
    return observations.stream().allMatch(observation -> observation.outcome().succeeded());
  }
}
