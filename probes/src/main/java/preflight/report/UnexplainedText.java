package preflight.report;

import java.util.ArrayList;
import java.util.List;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;
import preflight.report.Style.Tone;

/** Says aloud that a check failed and that nobody knows why. */
final class UnexplainedText {

  private UnexplainedText() {}

  /** The lines of one check, in the shape of a finding's. */
  static List<String> lines(RouteCheck check, Verdict.Outcome outcome, Style style) {
    boolean blocks = check.target().required() && outcome == Verdict.Outcome.BLOCKED;
    List<String> lines = new ArrayList<>();
    lines.add(
        (blocks ? style.paint(Tone.BAD, "BLOCKED") : style.paint(Tone.DOUBTFUL, "WARNING"))
            + "  "
            + Cause.UNEXPLAINED);
    lines.addAll(WrappedText.lines("  ", CheckText.story(check), FindingText.WIDTH, 3));
    if (!check.clients().isEmpty()) {
      lines.addAll(
          WrappedText.lines("  clients  ", CheckText.clients(check), FindingText.WIDTH, 3));
    }
    lines.add("  do       No cause of the catalogue fits these facts. How to look further:");
    lines.add("  preflight explain " + Cause.UNEXPLAINED);
    return lines;
  }
}
