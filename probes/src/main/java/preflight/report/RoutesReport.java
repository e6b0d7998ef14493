package preflight.report;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.route.Decision;
import preflight.route.Lint;
import preflight.route.Route;
import preflight.route.Setting;

/** Tells who would go through which proxy, and why; nothing of it has been tried out. */
public final class RoutesReport {

  private static final int WORDS = 1000;

  private RoutesReport() {}

  /** For people: one table for all URLs that go the same ways, then the lints. */
  public static String text(List<Decision> decisions, List<Lint> lints) {
    return Stream.concat(RoutesTable.blocks(decisions), LintText.block(lints))
        .map(lines -> String.join("\n", lines) + "\n")
        .collect(Collectors.joining("\n"));
  }

  /** For programs: a JSON line for each URL and family, in the order of the decisions. */
  public static byte[] json(List<Decision> decisions, List<Lint> lints, Instant now) {
    var lines = new ByteArrayOutputStream();
    decisions.forEach(decision -> lines.writeBytes(line(decision, lints, now)));
    return lines.toByteArray();
  }

  private static byte[] line(Decision decision, List<Lint> lints, Instant now) {
    return JsonLine.of(
        WORDS,
        line -> {
          line.text("severity", "INFO");
          line.words("message", message(decision));
          line.text("time", now.toString());
          line.object("preflight", () -> preflight(line, decision, lints));
        });
  }

  private static void preflight(JsonLine line, Decision decision, List<Lint> lints) {
    line.text("schema", JsonReport.SCHEMA).text("kind", "route");
    line.text("url", CheckText.url(decision.url()));
    line.text("family", decision.family().label());
    line.words("via", RouteReason.via(decision));
    line.wordsOrNull("decidedBy", decision.decidedBy().map(Setting::name));
    line.wordsOrNull("matched", decision.matched());
    if (decision.route() instanceof Route.Unsupported(var setting, var reason)) {
      line.words("unsupported", reason);
    }
    List<Lint> concerning = lints.stream().filter(lint -> lint.concerns(decision)).toList();
    if (!concerning.isEmpty()) {
      line.objects(
          "lints",
          concerning,
          lint -> line.text("code", lint.code().name()).words("text", lint.text()));
    }
  }

  private static String message(Decision decision) {
    return "Preflight routes: %s asks %s via %s (%s)"
        .formatted(
            decision.family().label(),
            CheckText.url(decision.url()),
            RouteReason.via(decision),
            RouteReason.of(decision));
  }
}
