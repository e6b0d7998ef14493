package preflight.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;

/** Puts a verdict into one sentence: all that a list of log entries shows of it. */
final class Headline {

  private static final int LONGEST_REASON = 200;

  private Headline() {}

  /**
   * {@code Preflight BLOCKED: cause. Fix: command}.
   *
   * @param words the most characters of the cause; a longer command is left out whole
   */
  static String of(Verdict verdict, int words) {
    return switch (verdict.outcome()) {
      case OPEN -> "Preflight OPEN: " + reached(verdict) + " in " + time(verdict.elapsed());
      case OPEN_WITH_WARNINGS -> "Preflight OPEN with warnings: " + story(verdict, words);
      case BLOCKED ->
          switch (verdict.action()) {
            case EXIT -> "Preflight BLOCKED: " + story(verdict, words);
            case EXEC ->
                "Preflight BLOCKED, and the workload starts (gate warn): " + story(verdict, words);
          };
      case INTERRUPTED ->
          "Preflight INTERRUPTED after "
              + time(verdict.elapsed())
              + ": "
              + reached(verdict)
              + " so far";
      case SKIPPED -> "Preflight SKIPPED" + reason(verdict.gate()) + ": nothing was probed";
    };
  }

  /** Cloud Logging's severity; a workload that starts is never an ERROR. */
  static String severity(Verdict verdict) {
    return switch (verdict.outcome()) {
      case OPEN -> "INFO";
      case OPEN_WITH_WARNINGS, INTERRUPTED, SKIPPED -> "WARNING";
      case BLOCKED ->
          switch (verdict.action()) {
            case EXIT -> "ERROR";
            case EXEC -> "WARNING";
          };
    };
  }

  /** {@code 3 of 4 targets reachable}. */
  static String reached(Verdict verdict) {
    int all = verdict.targets().size();
    long usable = verdict.targets().stream().filter(result -> result.outcome().usable()).count();
    return (usable == all ? "" : usable + " of ")
        + (all == 1 ? "1 target" : all + " targets")
        + " reachable";
  }

  /** {@code 412 ms} or {@code 12.3 s}. */
  static String time(Duration took) {
    long millis = took.toMillis();
    long tenths = (millis + 50) / 100;
    return millis < 1000 ? millis + " ms" : tenths / 10 + "." + tenths % 10 + " s";
  }

  /** {@code (INC-1)} for a gate that was switched off with a reason. */
  static String reason(Gate gate) {
    return gate instanceof Gate.Off(String reason) && !reason.isBlank()
        ? " (" + SafeText.shortened(SafeText.masked(reason), LONGEST_REASON) + ")"
        : "";
  }

  private static String story(Verdict verdict, int words) {
    Optional<Finding> first = first(verdict);
    if (first.isPresent()) {
      String summary = SafeText.masked(first.get().summary());
      return sentence(SafeText.shortened(summary, words)) + fix(first.get().remedy(), words);
    }
    List<RouteCheck> unexplained = verdict.unexplained();
    return unexplained.isEmpty()
        ? sentence(reached(verdict))
        : SafeText.shortened("unexplained: " + CheckText.story(unexplained.getFirst()), words);
  }

  /** The finding to name: in a blocked verdict an error, for a note does not block. */
  private static Optional<Finding> first(Verdict verdict) {
    Severity least =
        verdict.outcome() == Verdict.Outcome.BLOCKED && !verdict.unexplained().isEmpty()
            ? Severity.ERROR
            : Severity.NOTE;
    return verdict.findings().stream()
        .filter(finding -> finding.severity().compareTo(least) <= 0)
        .findFirst();
  }

  /**
   * A command, where one mends; else what the reader does, for one that only looks mends nothing.
   */
  private static String fix(Remedy remedy, int words) {
    String fix =
        remedy.mend().map(SafeText::printable).orElseGet(() -> SafeText.masked(remedy.text()));
    return fix.length() > words ? "" : " Fix: " + fix;
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("…") ? text : text + ".";
  }
}
