package preflight.report;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;
import preflight.report.Style.Tone;

/** Tells a person what failed, because of what, and what to do, in that order. */
public final class TextReport {

  private TextReport() {}

  /** The whole verdict without colours; lines end in {@code \n} on every platform. */
  public static String verdict(Verdict verdict) {
    return verdict(verdict, Style.PLAIN);
  }

  /** The whole verdict: what fails, explained or not; what else is to say; the targets. */
  public static String verdict(Verdict verdict, Style style) {
    var finding = new FindingText(verdict.outcome(), style);
    Predicate<Finding> error = candidate -> candidate.severity() == Severity.ERROR;
    return Stream.of(
            verdict.findings().stream().filter(error).map(finding::lines),
            verdict.unexplained().stream()
                .map(check -> UnexplainedText.lines(check, verdict.outcome(), style)),
            verdict.findings().stream().filter(error.negate()).map(finding::lines),
            Stream.of(targets(verdict, style)))
        .flatMap(blocks -> blocks)
        .map(lines -> String.join("\n", lines) + "\n")
        .collect(Collectors.joining("\n"));
  }

  /** One line, without an end of line, about a check's last attempt. */
  public static String progress(RouteCheck check) {
    int attempts = check.attempts().size();
    return CheckText.story(check) + (attempts > 1 ? ", attempt " + attempts : "");
  }

  private static List<String> targets(Verdict verdict, Style style) {
    return Stream.concat(
            Stream.of(status(verdict, style)), TargetTable.lines(verdict.targets(), style).stream())
        .toList();
  }

  private static String status(Verdict verdict, Style style) {
    String reached = Headline.reached(verdict) + " in " + Headline.time(verdict.elapsed());
    return switch (verdict.outcome()) {
      case OPEN -> style.paint(Tone.GOOD, "OPEN") + "  " + reached;
      case OPEN_WITH_WARNINGS -> style.paint(Tone.DOUBTFUL, "OPEN") + "  with warnings: " + reached;
      case BLOCKED -> style.paint(Tone.BAD, "BLOCKED") + "  " + reached + action(verdict.action());
      case INTERRUPTED ->
          style.paint(Tone.DOUBTFUL, "INTERRUPTED") + "  " + reached + action(verdict.action());
      case SKIPPED ->
          style.paint(Tone.DOUBTFUL, "SKIPPED")
              + Headline.reason(verdict.gate())
              + "  nothing was probed";
    };
  }

  private static String action(Verdict.Action action) {
    return switch (action) {
      case EXEC -> "; the gate only warns: the workload starts";
      case EXIT -> "; the workload does not start";
    };
  }
}
