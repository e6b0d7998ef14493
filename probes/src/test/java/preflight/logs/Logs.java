package preflight.logs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Logs for tests, in the shapes that they come in. */
final class Logs {

  /** What gcloud says before the story of its token. */
  static final String GCLOUD =
      "ERROR: (gcloud.storage.ls) There was a problem refreshing your current auth tokens: (";

  private static final String ASKED =
      "'Failed to retrieve http://metadata.google.internal/computeMetadata/v1/instance/"
          + "service-accounts/sa@p.iam.gserviceaccount.com/?recursive=true from the Google Compute"
          + " Engine metadata service. Status: 403 Response:";

  private static final String AFTER =
      "', <google.auth.transport.requests._Response object at 0x7f1234567890>)";

  /** Squid's page as it is; Python's repr shows its line breaks as two characters. */
  private static final List<String> PAGE =
      List.of(
          "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\""
              + " \"http://www.w3.org/TR/html4/strict.dtd\">",
          "<html><head>",
          "<meta type=\"copyright\" content=\"Copyright (C) 1996-2021 The Squid Software Foundation"
              + " and contributors\">",
          "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">",
          "<title>ERROR: The requested URL could not be retrieved</title>",
          "<style type=\"text/css\"><!--",
          " /*",
          " * Stylesheet for Squid Error pages",
          " */",
          "body { margin: 0; }",
          "p { color: #333; }",
          "h1 { color: #000; }",
          "--></style>",
          "</head><body id=ERR_ACCESS_DENIED>",
          "<div id=\"titles\">",
          "<h1>ERROR</h1>",
          "<h2>The requested URL could not be retrieved</h2>",
          "</div>",
          "<hr>",
          "<div id=\"content\">",
          "<p>The following error was encountered while trying to retrieve the URL:"
              + " <a href=\"http://metadata.google.internal/computeMetadata/v1/instance/?\">"
              + "http://metadata.google.internal/computeMetadata/v1/instance/?</a></p>",
          "<blockquote id=\"error\">",
          "<p><b>Access Denied.</b></p>",
          "</blockquote>",
          "<p>Your cache administrator is <a href=\"mailto:webmaster\">webmaster</a>.</p>",
          "</div>",
          "<div id=\"footer\">",
          "<p>Generated Sat, 21 Nov 2026 20:11:48 GMT by proxy.corp (squid/5.7)</p>",
          "<!-- ERR_ACCESS_DENIED -->",
          "</div></body></html>");

  private Logs() {}

  /** The incident on one line, as gcloud prints it: a Python repr. */
  static String incidentOnOneLine() {
    return GCLOUD + withoutGcloud();
  }

  /** The same token story without gcloud's words before it. */
  static String withoutGcloud() {
    return ASKED + "\\nb'" + String.join("\\n", PAGE) + "\\n'" + AFTER;
  }

  /** The page alone. */
  static String page() {
    return String.join("\n", PAGE);
  }

  /** The incident in thirty lines. */
  static List<String> incidentOnThirtyLines() {
    List<String> lines = new ArrayList<>(PAGE);
    lines.set(0, GCLOUD + ASKED);
    lines.set(29, PAGE.get(29) + AFTER);
    return lines;
  }

  /** An export's entry. */
  static String entry(String text, int task, int millis) {
    return """
    {"insertId":"%06d","labels":{"run.googleapis.com/execution_name":"job-x7k2p",\
    "run.googleapis.com/task_index":"%d","run.googleapis.com/task_attempt":"0"},\
    "logName":"projects/p/logs/run.googleapis.com%%2Fstderr","severity":"ERROR",\
    "resource":{"type":"cloud_run_job","labels":{"job_name":"job"}},\
    "timestamp":"2026-11-20T03:%02d:%02d.%03dZ","textPayload":"%s"}\
    """
        .formatted(
            millis,
            task,
            millis / 60_000,
            millis / 1000 % 60,
            millis % 1000,
            text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  /** One entry a line, all of one task. */
  static String entries(List<String> texts) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> entry(texts.get(i), 0, i))
        .collect(Collectors.joining("\n"));
  }

  static LogDiagnosis diagnose(String log) {
    return diagnose(log.getBytes(StandardCharsets.UTF_8));
  }

  static LogDiagnosis diagnose(byte[] log) {
    return LogDiagnosis.of(
        List.of(new LogDiagnosis.Source("job.log", new ByteArrayInputStream(log))));
  }

  /** The codes that a log gives, most likely first. */
  static List<String> codes(String log) {
    return diagnose(log).causes().stream().map(each -> each.finding().cause().name()).toList();
  }
}
