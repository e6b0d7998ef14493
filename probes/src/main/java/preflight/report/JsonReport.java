package preflight.report;

import java.time.Duration;
import java.time.Instant;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;

/**
 * Writes lines of JSON for Cloud Logging and for programs.
 *
 * <p>Each is one structured log entry in UTF-8 that ends in {@code \n}, shorter than 64 KB, valid
 * against {@code verdict.schema.json} beside this class. A verdict that is too long tells less of
 * what works, in this order: the stages of reachable routes, the routes of reachable targets, and
 * those targets themselves, which are counted; then the routes of other targets, long texts, and
 * the names of other targets. A finding is never left out.
 */
public final class JsonReport {

  /** The version of the lines' shape, in the field {@code schema}. */
  public static final String SCHEMA = "preflight/v1";

  /** 64 KB however one counts: a longer entry risks being split by log agents. */
  static final int LINE_LIMIT = 64_000;

  /** Thousands of green tasks a day shall not fill anybody's log. */
  static final int GREEN_LIMIT = 2_000;

  private static final int PROGRESS_WORDS = 1000;

  private JsonReport() {}

  /** The JSON Schema (draft 2020-12) that every line is valid against. */
  public static String schema() {
    return Resource.text("verdict.schema.json");
  }

  /** The one line that tells what came out of a run. */
  public static byte[] verdict(Verdict verdict) {
    int limit =
        switch (verdict.outcome()) {
          case OPEN, SKIPPED -> GREEN_LIMIT;
          case OPEN_WITH_WARNINGS, BLOCKED, INTERRUPTED -> LINE_LIMIT;
        };
    byte[] line = {};
    for (Detail detail : Detail.DESCENDING) {
      line = VerdictJson.write(verdict, detail);
      if (line.length <= limit) {
        break;
      }
    }
    return line;
  }

  /** Tells that a check has one more attempt; judges nothing. */
  public static byte[] progress(RouteCheck check, Instant now, Duration elapsed) {
    return JsonLine.of(
        PROGRESS_WORDS,
        line -> {
          line.text("severity", "INFO");
          line.words("message", "Preflight probing: " + TextReport.progress(check));
          line.text("time", now.toString());
          line.object("preflight", () -> progress(line, check, elapsed));
        });
  }

  private static void progress(JsonLine line, RouteCheck check, Duration elapsed) {
    line.text("schema", SCHEMA).text("kind", "progress");
    line.text("target", check.target().name());
    line.object("route", () -> RouteJson.withStages(line, check));
    line.number("attempts", check.attempts().size());
    line.number("elapsedMs", elapsed.toMillis());
    line.text("version", Version.current());
  }
}
