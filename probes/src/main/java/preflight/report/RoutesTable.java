package preflight.report;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.route.ClientFamily;
import preflight.route.Decision;

/** Draws the ways to each URL: the proxies first, each with the clients that go there. */
final class RoutesTable {

  private static final int VIA_WIDTH = 38;
  private static final int REASON_WIDTH = 34;

  /** Clients that go one way for one reason. */
  private record Row(String via, String reason, List<ClientFamily> clients) {
    private boolean direct() {
      return via.equals("direct");
    }

    private String names() {
      return clients.size() == ClientFamily.values().length
          ? "every client"
          : clients.stream().map(ClientFamily::label).collect(Collectors.joining(", "));
    }
  }

  private RoutesTable() {}

  /** The lines of each table; URLs whose clients go the same ways share one. */
  static Stream<List<String>> blocks(List<Decision> decisions) {
    Map<URI, List<Decision>> byUrl = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      byUrl.computeIfAbsent(decision.url(), unseen -> new ArrayList<>()).add(decision);
    }
    Map<List<Row>, List<String>> urlsByRows = new LinkedHashMap<>();
    byUrl.forEach((url, ways) ->
        urlsByRows
            .computeIfAbsent(rows(ways), unseen -> new ArrayList<>())
            .add(SafeText.printable(CheckText.url(url))));
    int via = width(urlsByRows.keySet().stream().flatMap(List::stream).map(Row::via));
    int reason = width(urlsByRows.keySet().stream().flatMap(List::stream).map(Row::reason));
    return urlsByRows.entrySet().stream()
        .map(table ->
            Stream.concat(
                    head(table.getValue()),
                    table.getKey().stream().flatMap(row -> lines(row, via, reason)))
                .toList());
  }

  private static List<Row> rows(List<Decision> ways) {
    Map<List<String>, List<ClientFamily>> clients = new LinkedHashMap<>();
    for (Decision decision : ways) {
      List<String> way =
          List.of(
              SafeText.shortened(RouteReason.via(decision), VIA_WIDTH),
              SafeText.shortened(RouteReason.of(decision), REASON_WIDTH));
      clients.computeIfAbsent(way, unseen -> new ArrayList<>()).add(decision.family());
    }
    return clients.entrySet().stream()
        .map(way -> new Row(way.getKey().getFirst(), way.getKey().getLast(), way.getValue()))
        .sorted(Comparator.comparing(Row::direct))
        .toList();
  }

  private static Stream<String> head(List<String> urls) {
    return wrapped("", String.join(", ", urls));
  }

  private static Stream<String> lines(Row row, int via, int reason) {
    String first = "  " + padded(row.via(), via) + "  " + padded(row.reason(), reason) + "  ";
    return wrapped(first, row.names());
  }

  private static Stream<String> wrapped(String first, String text) {
    return WrappedText.lines(first, text, FindingText.WIDTH, Integer.MAX_VALUE).stream();
  }

  private static int width(Stream<String> column) {
    return column.mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
