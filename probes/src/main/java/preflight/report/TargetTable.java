package preflight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.observation.RouteCheck;
import preflight.report.Style.Tone;
import preflight.route.ClientFamily;

/** Lists targets: a line for each that is reachable, a line for each route of any other. */
final class TargetTable {

  private static final int NAME_WIDTH = 30;
  private static final int ROUTE_WIDTH = 36;

  private record Row(String name, String outcome, Tone tone, String route, String stop) {}

  private TargetTable() {}

  /** The table's lines, indented by two columns. */
  static List<String> lines(List<TargetResult> targets, Style style) {
    List<Row> rows = targets.stream().flatMap(TargetTable::rows).toList();
    int name = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    int outcome = rows.stream().mapToInt(row -> row.outcome().length()).max().orElse(0);
    int route =
        rows.stream()
            .filter(row -> !row.stop().isEmpty())
            .mapToInt(row -> row.route().length())
            .max()
            .orElse(0);
    return rows.stream()
        .map(row -> {
          String rest = (padded(row.route(), route) + "  " + row.stop()).stripTrailing();
          return "  "
              + padded(row.name(), name)
              + "  "
              + style.paint(row.tone(), row.outcome())
              + padded("", outcome - row.outcome().length())
              + "  "
              + SafeText.shortened(rest, FindingText.WIDTH - name - outcome - 6);
        })
        .map(String::stripTrailing)
        .toList();
  }

  private static Stream<Row> rows(TargetResult result) {
    String need = result.target().required() ? "" : " (optional)";
    String name =
        SafeText.shortened(CheckText.name(result.target()), NAME_WIDTH - need.length()) + need;
    String outcome = result.outcome().label();
    Tone tone = tone(result.outcome());
    if (result.outcome() == TargetOutcome.REACHABLE || result.checks().isEmpty()) {
      return Stream.of(new Row(name, outcome, tone, reachedVia(result.checks()), ""));
    }
    List<Row> rows = new ArrayList<>();
    for (RouteCheck check : result.checks()) {
      boolean first = rows.isEmpty();
      rows.add(new Row(first ? name : "", first ? outcome : "", tone, route(check), stop(check)));
    }
    return rows.stream();
  }

  private static String reachedVia(List<RouteCheck> checks) {
    return checks.stream()
        .filter(RouteCheck::reached)
        .map(CheckText::via)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String route(RouteCheck check) {
    return SafeText.shortened(CheckText.via(check), ROUTE_WIDTH);
  }

  private static String stop(RouteCheck check) {
    String stop = CheckText.stop(check);
    List<ClientFamily> clients = check.clients();
    return switch (clients.size()) {
      case 0 -> stop;
      case 1 -> stop + "  (" + clients.getFirst().label() + ")";
      default -> stop + "  (" + clients.getFirst().label() + " +" + (clients.size() - 1) + ")";
    };
  }

  private static Tone tone(TargetOutcome outcome) {
    return switch (outcome) {
      case REACHABLE -> Tone.GOOD;
      case DEGRADED, NOT_READY -> Tone.DOUBTFUL;
      case UNREACHABLE -> Tone.BAD;
    };
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
