package preflight.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import preflight.diagnosis.Cause;

/**
 * {@code demo}: plays an incident against a world on loopback, with the installed program itself,
 * and checks that it went as announced.
 */
final class DemoCommand {

  private final Console console;
  private final Installation installation;

  DemoCommand(Console console, Installation installation) {
    this.console = console;
    this.installation = installation;
  }

  int call(List<String> words) throws Refusal, InterruptedException {
    if (words.equals(List.of("--list"))) {
      for (Scenario scenario : Scenario.values()) {
        console.out().write("%-22s %s\n".formatted(scenario.label(), scenario.story()));
      }
      return ExitStatus.OK.code();
    }
    Scenario scenario = scenario(words);
    Optional<List<String>> program = installation.program();
    Optional<Path> home = installation.home();
    if (program.isEmpty() || home.isEmpty()) {
      console.err().write("preflight: demo: no launcher is known; start it as 'preflight demo'\n");
      return ExitStatus.FAULT.code();
    }
    try (var stage = new DemoStage(program.get(), home.get())) {
      return play(scenario, stage) ? ExitStatus.OK.code() : ExitStatus.FAULT.code();
    } catch (IOException e) {
      console.err().write("preflight: demo: " + e.getMessage() + "; see 'preflight selftest'\n");
      return ExitStatus.FAULT.code();
    }
  }

  private static Scenario scenario(List<String> words) throws Refusal {
    if (words.size() > 1) {
      throw new Refusal(Place.argument("demo"), "one scenario at a time; leave the others out");
    }
    String word = words.isEmpty() ? Scenario.INCIDENT.label() : words.getFirst();
    var scenario = Scenario.named(word);
    if (scenario.isEmpty()) {
      throw new Refusal(
          Place.argument("demo"),
          "unknown scenario '"
              + Values.shown(word)
              + "'"
              + Spelling.hint(word, Scenario.labels())
              + "; scenarios are "
              + String.join(", ", Scenario.labels()));
    }
    return scenario.get();
  }

  private boolean play(Scenario scenario, DemoStage stage)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(scenario.arrange(stage));
    announce("Act 1: " + scenario.story() + ".", variables, scenario.cause());
    var first = stage.perform(variables);
    if (!wentAsAnnounced(scenario.cause(), first)) {
      return false;
    }
    if (scenario != Scenario.INCIDENT) {
      return true;
    }
    variables.putAll(first.verdict().fix());
    announce("Act 2: the same job, with the fix out of that verdict.", variables, Optional.empty());
    return wentAsAnnounced(Optional.empty(), stage.perform(variables));
  }

  private void announce(String title, Map<String, String> variables, Optional<Cause> cause) {
    var text = new StringBuilder("\n== " + title + "\n");
    variables.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            variable -> text.append("   " + variable.getKey() + "=" + variable.getValue() + "\n"));
    text.append("   $ preflight run -- ./a.sh -e dev -c api\n   Expected: ");
    text.append(cause.map(code -> "blocked by " + code).orElse("open, and a.sh runs"));
    console.out().write(text + "\n\n");
  }

  private boolean wentAsAnnounced(Optional<Cause> cause, DemoStage.Performance seen) {
    boolean asAnnounced =
        cause.isPresent()
            ? seen.status() == ExitStatus.BLOCKED.code()
                && !seen.workloadRan()
                && seen.verdict().causes().contains(cause.get().name())
            : seen.status() == 0 && seen.sameProcess();
    String ran =
        seen.sameProcess()
            ? "a.sh ran in the launcher's own process"
            : seen.workloadRan() ? "a.sh ran in another process" : "a.sh did not start";
    console
        .out()
        .write(
            "\n== %s: exit status %d, %s, %s.\n"
                .formatted(
                    asAnnounced ? "As announced" : "NOT as announced",
                    seen.status(),
                    seen.verdict().outcome(),
                    ran));
    return asAnnounced;
  }
}
