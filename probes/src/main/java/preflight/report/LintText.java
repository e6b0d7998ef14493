package preflight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.route.ClientFamily;
import preflight.route.Lint;

/** Lists what is likely wrong with the settings, and with whom. */
final class LintText {

  private static final int MOST_LINES = 6;

  private LintText() {}

  /** The lines of the list, if there is anything to say. */
  static Stream<List<String>> block(List<Lint> lints) {
    if (lints.isEmpty()) {
      return Stream.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("What looks wrong:");
    for (Lint lint : lints) {
      lines.addAll(WrappedText.lines("  - ", said(lint), FindingText.WIDTH, MOST_LINES));
    }
    return Stream.of(lines);
  }

  private static String said(Lint lint) {
    String clients =
        lint.clients().size() == ClientFamily.values().length
            ? ""
            : lint.clients().stream()
                .map(ClientFamily::label)
                .collect(Collectors.joining(", ", " (", ")"));
    return SafeText.masked(lint.text()) + clients;
  }
}
