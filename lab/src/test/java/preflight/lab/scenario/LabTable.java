package preflight.lab.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/lab.md}: what is tried, what causes it, and what the agent prints. */
final class LabTable {

  private LabTable() {}

  static String of(List<Scenario> scenarios) {
    return """
    # The lab's scenarios

    Generated from the files below `lab/scenarios`, which the tests hold against the real program in
    real networks ([lab/README.md](../lab/README.md) says how). Where the cause is none, the gate opens.

    | scenario | what is the case | error findings | what the agent prints |
    |---|---|---|---|
    %s
    """
        .formatted(scenarios.stream().map(LabTable::row).collect(Collectors.joining("\n")));
  }

  private static String row(Scenario scenario) {
    Expectation expected = scenario.expected();
    String causes = expected.errors().isEmpty() ? "none" : String.join(", ", expected.errors());
    return "| %s | %s | %s | %s |"
        .formatted(
            scenario.name(),
            cell(scenario.title()),
            causes,
            cell(expected.says().orElse(expected.outcome())));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
