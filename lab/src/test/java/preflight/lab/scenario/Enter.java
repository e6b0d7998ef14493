package preflight.lab.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets a developer into a scenario's container: {@code lab/enter SCENARIO [COMMAND...]}. */
final class Enter {

  private Enter() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    if (words.isEmpty()) {
      System.err.println("usage: lab/enter SCENARIO [COMMAND...]; the scenarios are:");
      Scenario.all().forEach(scenario -> System.err.println("  " + scenario.name()));
      System.exit(64);
    }
    Scenario scenario = Scenario.named(words.getFirst());
    List<String> command = words.subList(1, words.size());
    try (World world = World.raise(scenario.world(), scenario.job())) {
      scenario.breaks().forEach(step -> world.on(step.host(), step.command()));
      if (command.isEmpty()) {
        welcome(scenario);
      }
      Map<String, String> environment = new HashMap<>(scenario.job().env());
      environment.put("TERM", System.getenv().getOrDefault("TERM", "dumb"));
      environment.put("PS1", scenario.name() + " # ");
      System.exit(
          world
              .inJob(environment, command.isEmpty() ? List.of("sh", "-i") : command)
              .inheritIO()
              .start()
              .waitFor());
    }
  }

  private static void welcome(Scenario scenario) {
    List<String> check = new ArrayList<>(List.of(World.program().toString(), "check"));
    check.addAll(scenario.job().options());
    System.err.printf(
        "%s%nThis is the job's container. Other hosts: nsenter --net=/run/netns/corp sh%n"
            + "The scenario runs:%n  %s%n",
        scenario.title(), String.join(" ", check));
  }
}
