package preflight.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;

/**
 * One cause, with everything in the logs that it explains.
 *
 * @param finding what is said about it, from where it fits best
 * @param alternatives what else explains the same lines
 * @param hit the attempts
 * @param count how many lines tell it
 * @param first when it was seen first, where the log has times
 * @param last when it was seen last
 * @param example a line that tells it, without secrets
 * @param place where that line stands
 */
public record CauseDiagnosis(
    Finding finding,
    Set<Cause> alternatives,
    Set<TaskAttempt> hit,
    long count,
    Optional<Instant> first,
    Optional<Instant> last,
    String example,
    Place place) {

  /**
   * Every cause once, most likely first: what a failure ranks first, before what it ranks second.
   */
  static List<CauseDiagnosis> of(List<Diagnosed> failures) {
    Map<Cause, List<Diagnosed>> byCause = new LinkedHashMap<>();
    for (int rank = 0; rank < 3; rank++) {
      for (Diagnosed failure : failures) {
        if (rank < failure.causes().size()) {
          byCause
              .computeIfAbsent(failure.causes().get(rank), cause -> new ArrayList<>())
              .add(failure);
        }
      }
    }
    return byCause.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static CauseDiagnosis of(Cause cause, List<Diagnosed> failures) {
    Diagnosed best = failures.getFirst();
    Set<Cause> alternatives = new TreeSet<>();
    Set<TaskAttempt> hit = new TreeSet<>();
    for (Diagnosed failure : failures) {
      alternatives.addAll(failure.causes());
      hit.addAll(failure.hit());
    }
    alternatives.remove(cause);
    return new CauseDiagnosis(
        best.findings().stream()
            .filter(finding -> finding.cause() == cause)
            .findFirst()
            .orElseThrow(),
        alternatives,
        hit,
        failures.stream().mapToLong(Diagnosed::count).sum(),
        times(failures, Diagnosed::first).min(Instant::compareTo),
        times(failures, Diagnosed::last).max(Instant::compareTo),
        best.example(),
        best.place());
  }

  private static Stream<Instant> times(
      List<Diagnosed> failures, Function<Diagnosed, Optional<Instant>> time) {
    return failures.stream().flatMap(failure -> time.apply(failure).stream());
  }

  /** How many executions it hit; one where the log names none. */
  public long executions() {
    return hit.stream().map(TaskAttempt::execution).distinct().count();
  }

  /** How many tasks it hit; one where the log names none. */
  public long tasks() {
    return hit.stream().map(each -> List.of(each.execution(), each.task())).distinct().count();
  }
}
