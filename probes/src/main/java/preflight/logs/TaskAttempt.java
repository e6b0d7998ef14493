package preflight.logs;

import java.util.Comparator;
import java.util.Optional;

/**
 * One attempt at one task of one execution, as the labels of its log entries name it; plain text
 * names none.
 */
public record TaskAttempt(
    Optional<String> execution, Optional<Integer> task, Optional<Integer> attempt)
    implements Comparable<TaskAttempt> {

  /** Where the log does not say whose it is. */
  public static final TaskAttempt UNKNOWN =
      new TaskAttempt(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Comparator<TaskAttempt> ORDER =
      Comparator.comparing((TaskAttempt which) -> which.execution().orElse(""))
          .thenComparing(which -> which.task().orElse(-1))
          .thenComparing(which -> which.attempt().orElse(-1));

  @Override
  public int compareTo(TaskAttempt other) {
    return ORDER.compare(this, other);
  }
}
