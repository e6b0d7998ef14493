package preflight.observation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.Failure.Code;

/**
 * One try at one target along one route: the stages that apply, in their order. A metadata attempt
 * holds several HTTP exchanges.
 *
 * @param startedAfter since the start of the run
 * @param observations the stages that apply to this target and route, none left out
 * @param inSmallSegments what came of the same question over a second connection that takes small
 *     segments alone; asked where the attempt before was connected and got no answer, and kept
 *     where this one got none either
 * @param unmasking what was asked besides, where the answer left open who gave it
 */
public record Attempt(
    Duration startedAfter,
    List<Observation> observations,
    Optional<Outcome> inSmallSegments,
    Optional<Unmasking> unmasking) {

  private static final Code[] SILENCE = {
    Code.DNS_TIMEOUT,
    Code.TCP_TIMEOUT,
    Code.PROXY_SILENT,
    Code.TLS_TIMEOUT,
    Code.SSH_SILENT,
    Code.HTTP_TIMEOUT
  };

  /** An attempt without a second connection beside it. */
  public Attempt(Duration startedAfter, List<Observation> observations) {
    this(startedAfter, observations, Optional.empty());
  }

  /** An attempt after which nothing was asked besides. */
  public Attempt(
      Duration startedAfter, List<Observation> observations, Optional<Outcome> inSmallSegments) {
    this(startedAfter, observations, inSmallSegments, Optional.empty());
  }

  /** The same attempt, after which this was asked besides. */
  public Attempt with(Unmasking extra) {
    return new Attempt(startedAfter, observations, inSmallSegments, Optional.of(extra));
  }

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

  /** Whether it was its time that ended it: nobody answered, and nobody refused. */
  public boolean endedInSilence() {
    return failed().filter(seen -> seen.outcome().failedWith(SILENCE)).isPresent();
  }

  /** Whether the peer took the connection, and then said nothing. */
  public boolean silentOnceConnected() {
    return failed()
        .filter(seen -> seen.outcome().failedWith(Code.TLS_TIMEOUT, Code.HTTP_TIMEOUT))
        .isPresent();
  }

  /** Whether every stage worked. */
  public boolean reached() {
    return observations.stream().allMatch(observation -> observation.outcome().succeeded());
  }
}
