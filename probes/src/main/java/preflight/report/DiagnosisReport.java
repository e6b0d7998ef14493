package preflight.report;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import preflight.diagnosis.Finding;
import preflight.logs.CauseDiagnosis;
import preflight.logs.LogDiagnosis;
import preflight.logs.LogDiagnosis.AttemptDiagnosis;
import preflight.logs.TaskAttempt;

/** Tells what the logs of failed executions show. */
public final class DiagnosisReport {

  private static final Detail DETAIL =
      new Detail(Detail.Scope.COUNT, Detail.Scope.COUNT, 1000, 8, 0);

  private DiagnosisReport() {}

  /** For people: one block a kind of failure. */
  public static String text(LogDiagnosis diagnosis, Style style) {
    return DiagnosisText.byCause(diagnosis, style);
  }

  /** For people: one block an attempt. */
  public static String textByAttempt(LogDiagnosis diagnosis, Style style) {
    return DiagnosisText.byAttempt(diagnosis, style);
  }

  /** For programs: a JSON line a cause; none where nothing was found. */
  public static byte[] json(LogDiagnosis diagnosis, Instant now) {
    var lines = new ByteArrayOutputStream();
    diagnosis.causes().forEach(cause -> lines.writeBytes(line(cause, now)));
    return lines.toByteArray();
  }

  /** For programs: a JSON line for each attempt that something is known about. */
  public static byte[] jsonByAttempt(LogDiagnosis diagnosis, Instant now) {
    var lines = new ByteArrayOutputStream();
    diagnosis.attempts().forEach(attempt -> lines.writeBytes(line(attempt, now)));
    return lines.toByteArray();
  }

  private static byte[] line(CauseDiagnosis cause, Instant now) {
    Finding finding = cause.finding();
    return line(
        List.of(finding),
        finding.cause() + ", " + DiagnosisText.extent(cause) + ": " + finding.summary(),
        now,
        line -> {
          line.text("by", "cause");
          line.texts("alternatives", cause.alternatives().stream().map(Enum::name).toList());
          line.number("executions", cause.executions());
          line.number("tasks", cause.tasks());
          line.number("attempts", cause.hit().size());
          line.number("lines", cause.count());
          cause.first().ifPresent(time -> line.text("first", time.toString()));
          cause.last().ifPresent(time -> line.text("last", time.toString()));
          line.object(
              "example",
              () -> {
                line.words("text", cause.example().isEmpty() ? "-" : cause.example());
                line.words("source", cause.place().source());
                line.number("line", cause.place().line());
              });
        });
  }

  private static byte[] line(AttemptDiagnosis attempt, Instant now) {
    List<Finding> findings = attempt.causes().stream().map(CauseDiagnosis::finding).toList();
    TaskAttempt whose = attempt.whose();
    String causes =
        findings.stream().map(each -> each.cause().name()).collect(Collectors.joining(", "));
    return line(
        findings,
        DiagnosisText.name(whose) + ": " + (causes.isEmpty() ? "nothing found" : causes),
        now,
        line -> {
          line.text("by", "attempt");
          line.wordsOrNull("execution", whose.execution());
          line.numberOrNull("task", whose.task());
          line.numberOrNull("attempt", whose.attempt());
          attempt.outcome().ifPresent(outcome -> line.words("verdict", outcome));
        });
  }

  private static byte[] line(
      List<Finding> findings, String message, Instant now, Consumer<JsonLine> more) {
    return JsonLine.of(
        DETAIL.words(),
        line -> {
          line.text("severity", findings.isEmpty() ? "INFO" : "ERROR");
          line.words("message", "Preflight diagnosis: " + message);
          line.text("time", now.toString());
          line.object(
              "logging.googleapis.com/labels",
              () ->
                  line.text(
                      "preflight_causes",
                      findings.stream()
                          .map(finding -> finding.cause().name())
                          .collect(Collectors.joining(","))));
          line.object(
              "preflight",
              () -> {
                line.text("schema", JsonReport.SCHEMA).text("kind", "diagnosis");
                more.accept(line);
                line.objects("findings", findings, new FindingJson(line, DETAIL)::write);
                line.text("version", Version.current());
              });
        });
  }
}
