package preflight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.logs.CauseDiagnosis;
import preflight.logs.Diagnosed;
import preflight.logs.LogDiagnosis;
import preflight.logs.LogDiagnosis.AttemptDiagnosis;
import preflight.logs.TaskAttempt;
import preflight.report.Style.Tone;

/** Puts a diagnosis of logs into blocks of at most twelve lines. */
final class DiagnosisText {

  private DiagnosisText() {}

  static String byCause(LogDiagnosis diagnosis, Style style) {
    Stream<List<String>> blocks =
        diagnosis.failures().stream().map(failure -> block(failure, style));
    return joined(Stream.concat(blocks, Stream.of(List.of(end(diagnosis, style)))));
  }

  static String byAttempt(LogDiagnosis diagnosis, Style style) {
    Stream<List<String>> blocks =
        diagnosis.attempts().stream().map(attempt -> block(attempt, style));
    return joined(Stream.concat(blocks, Stream.of(List.of(end(diagnosis, style)))));
  }

  /** {@code 12 attempts of 3 tasks of 1 execution}. */
  static String extent(CauseDiagnosis cause) {
    return extent(cause.hit().stream().toList());
  }

  /** {@code execution job-x7k2p, task 3, attempt 0}. */
  static String name(TaskAttempt whose) {
    String name =
        Stream.of(
                whose.execution().map(execution -> "execution " + execution),
                whose.task().map(task -> "task " + task),
                whose.attempt().map(attempt -> "attempt " + attempt))
            .flatMap(part -> part.stream())
            .collect(Collectors.joining(", "));
    return name.isEmpty() ? "no execution named" : name;
  }

  private static String extent(List<TaskAttempt> hit) {
    if (hit.stream().allMatch(each -> each.equals(TaskAttempt.UNKNOWN))) {
      return "no execution named";
    }
    long executions = hit.stream().map(TaskAttempt::execution).distinct().count();
    long tasks =
        hit.stream().map(each -> List.of(each.execution(), each.task())).distinct().count();
    return counted(hit.size(), "attempt")
        + " of "
        + counted(tasks, "task")
        + " of "
        + counted(executions, "execution");
  }

  private static List<String> block(Diagnosed failure, Style style) {
    List<String> lines = new ArrayList<>();
    String codes = codes(failure.causes());
    String surety =
        (failure.causes().size() > 1 ? "one of these, likeliest first" : failure.surety().label())
            + "; owner: "
            + failure.causes().getFirst().owner().label();
    lines.addAll(
        WrappedText.lines(
            style.paint(Tone.BAD, "FOUND") + "  ", codes + "  (" + surety + ")", width(style), 2));
    lines.addAll(wrapped("  ", SafeText.masked(failure.summary()), 3));
    lines.addAll(wrapped("  because  ", SafeText.masked(failure.because().getFirst()), 3));
    for (String remark : failure.remarks()) {
      lines.addAll(wrapped("           ", SafeText.masked(remark), 1));
    }
    lines.addAll(wrapped("  hit      ", extent(List.copyOf(failure.hit())) + span(failure), 2));
    lines.addAll(wrapped("  do       ", failure.remedy().text(), 2));
    failure.remedy().commands().stream()
        .flatMap(
            command -> FoldedCommand.lines(SafeText.printable(command), FindingText.WIDTH).stream())
        .forEach(lines::add);
    return lines;
  }

  /** Colour codes take no columns. */
  private static int width(Style style) {
    return FindingText.WIDTH + style.paint(Tone.BAD, "").length();
  }

  private static List<String> block(AttemptDiagnosis attempt, Style style) {
    List<String> lines = new ArrayList<>();
    String outcome = attempt.outcome().map(word -> "  (Preflight: " + word + ")").orElse("");
    lines.add(SafeText.printable(name(attempt.whose()) + outcome));
    for (Diagnosed failure : attempt.failures()) {
      Confidence surety = failure.surety();
      String codes = codes(failure.causes()) + "  (" + surety.label() + ")";
      lines.addAll(wrapped("  " + style.paint(Tone.BAD, "FOUND") + "  ", codes, 2));
      lines.addAll(wrapped("         ", SafeText.masked(failure.summary()), 2));
      lines.addAll(wrapped("         ", SafeText.masked(failure.because().getFirst()), 2));
    }
    if (attempt.failures().isEmpty()) {
      lines.add("  nothing found");
    }
    return lines;
  }

  private static String codes(List<Cause> causes) {
    String others =
        causes.stream()
            .limit(causes.size() - 1L)
            .map(Cause::name)
            .collect(Collectors.joining(", "));
    return (others.isEmpty() ? "" : others + " or ") + causes.getLast();
  }

  private static String span(Diagnosed failure) {
    String times = failure.count() == 1 ? "" : ", " + failure.count() + " times";
    return times
        + failure
            .first()
            .map(first ->
                failure.last().filter(last -> !last.equals(first)).isPresent()
                    ? ", " + first + " to " + failure.last().get()
                    : ", " + first)
            .orElse("");
  }

  private static String end(LogDiagnosis diagnosis, Style style) {
    String read = " in " + counted(diagnosis.records(), "entry or line", "entries and lines");
    return diagnosis.failures().isEmpty()
        ? style.paint(Tone.GOOD, "NOTHING") + "  found" + read
        : style.paint(Tone.BAD, "FOUND")
            + "  "
            + counted(diagnosis.failures().size(), "kind of failure", "kinds of failure")
            + read;
  }

  private static String counted(long count, String one) {
    return counted(count, one, one + "s");
  }

  private static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static List<String> wrapped(String first, String text, int most) {
    return WrappedText.lines(first, text, FindingText.WIDTH, most);
  }

  private static String joined(Stream<List<String>> blocks) {
    return blocks.map(lines -> String.join("\n", lines) + "\n").collect(Collectors.joining("\n"));
  }
}
