package preflight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.diagnosis.Verdict;
import preflight.report.Style.Tone;

/**
 * Tells one finding in at most twelve lines: outcome and cause first, the command last.
 *
 * <p>What cannot be cut takes its lines first: the command. The evidence is cut to what is left,
 * but never to nothing. Only a command of more than eight lines makes a finding longer than twelve:
 * half a command is worse than a long one.
 */
final class FindingText {

  static final int WIDTH = 100;
  private static final int MOST_LINES = 12;
  private static final List<String> NOTHING = List.of();

  private final Verdict.Outcome outcome;
  private final Style style;

  FindingText(Verdict.Outcome outcome, Style style) {
    this.outcome = outcome;
    this.style = style;
  }

  /** The lines of a finding. */
  List<String> lines(Finding finding) {
    Cause cause = finding.cause();
    String surety = finding.confidence().label() + "; owner: " + cause.owner().label();
    List<String> head = List.of(word(finding.severity()) + "  " + cause + "  (" + surety + ")");
    Remedy remedy = finding.remedy();
    return lines(head, finding.summary(), finding.because(), remedy);
  }

  private List<String> lines(
      List<String> head, String summary, List<String> because, Remedy remedy) {
    List<String> command = folded(remedy.commands().stream().limit(1));
    int room = MOST_LINES - head.size() - command.size();
    List<String> what = wrapped("  ", summary, Math.clamp(room - 2, 1, 2));
    room -= what.size();
    List<String> advice = wrapped("  do       ", remedy.text(), Math.clamp(room - 1, 1, 2));
    room -= advice.size();
    List<String> evidence = evidence(because, Math.max(1, room));
    room -= evidence.size();
    List<String> values = values(remedy, room); // the command sets them too
    List<String> others = folded(remedy.commands().stream().skip(1));
    boolean othersFit = others.size() <= room - values.size();
    return Stream.of(head, what, evidence, advice, values, command, othersFit ? others : NOTHING)
        .flatMap(List::stream)
        .toList();
  }

  /** The facts that fit, each whole; the first one is cut where even that is too long. */
  private static List<String> evidence(List<String> because, int most) {
    List<String> lines = new ArrayList<>();
    for (String fact : because) {
      String label = lines.isEmpty() ? "  because  " : "           ";
      List<String> next = wrapped(label, fact, lines.isEmpty() ? most : Integer.MAX_VALUE);
      if (lines.size() + next.size() <= most) {
        lines.addAll(next);
      }
    }
    return lines;
  }

  private static List<String> values(Remedy remedy, int most) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> value : remedy.values().entrySet()) {
      lines.add(
          (lines.isEmpty() ? "  set      " : "           ")
              + SafeText.printable(value.getKey() + "=" + value.getValue()));
    }
    boolean fit = lines.size() <= most && lines.stream().allMatch(line -> line.length() <= WIDTH);
    return fit ? lines : NOTHING;
  }

  private static List<String> folded(Stream<String> commands) {
    return commands
        .flatMap(command -> FoldedCommand.lines(SafeText.printable(command), WIDTH).stream())
        .toList();
  }

  private static List<String> wrapped(String first, String text, int most) {
    return text.isBlank() ? NOTHING : WrappedText.lines(first, SafeText.masked(text), WIDTH, most);
  }

  private String word(Severity severity) {
    return switch (severity) {
      case ERROR -> style.paint(Tone.BAD, outcome == Verdict.Outcome.BLOCKED ? "BLOCKED" : "ERROR");
      case WARNING -> style.paint(Tone.DOUBTFUL, "WARNING");
      case NOTE -> style.paint(Tone.GOOD, "NOTE");
    };
  }
}
