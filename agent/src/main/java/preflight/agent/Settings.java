package preflight.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Gate;
import preflight.plan.Container;
import preflight.plan.Plan;

/**
 * What one run of {@code run} or {@code check} is to do. An option beats a variable, which beats
 * the file.
 *
 * @param onFault what the launcher does when this program fails
 * @param files what is written of the verdict
 * @param upload the bucket that the verdict goes to
 * @param blockedExitCode the status where the gate stays closed
 */
record Settings(
    Plan plan,
    Gate gate,
    OnFault onFault,
    Format format,
    List<SavedFile> files,
    Optional<Upload> upload,
    int blockedExitCode) {

  Settings {
    files = List.copyOf(files);
  }

  /** Reads all three sources; what is wrong in any of them is refused. */
  static Settings read(Arguments arguments, Container container) throws Refusal {
    List<Given> variables = Variables.given(container);
    var sources = List.of(arguments.given(), variables, file(arguments, variables, container));
    var draft = new Draft();
    for (Option option : Options.ALL) {
      for (Given given : firstThatSets(option, sources)) {
        try {
          option.reader().read(draft, given.value());
        } catch (IllegalArgumentException e) {
          throw new Refusal(given.place(), String.valueOf(e.getMessage()));
        }
      }
    }
    draft.gate = beating(container).orElse(draft.gate);
    return draft.finish(container);
  }

  /** The gate that the environment sets above everything else: {@code warn} or {@code off}. */
  static Optional<Gate> beating(Container container) {
    return container
        .variable(Options.GATE.variable())
        .map(String::strip)
        .filter(value -> value.equals("warn") || value.equals("off") || value.startsWith("off:"))
        .map(Values::gate);
  }

  private static List<Given> file(Arguments arguments, List<Given> variables, Container container)
      throws Refusal {
    List<Given> named = firstThatSets(Options.CONFIG, List.of(arguments.given(), variables));
    if (!named.isEmpty()) {
      Given last = named.getLast();
      try {
        return ConfigurationFile.given(Values.path(last.value()), last.value());
      } catch (IllegalArgumentException e) {
        throw new Refusal(last.place(), String.valueOf(e.getMessage()));
      }
    }
    Path usual = container.inside(ConfigurationFile.DEFAULT);
    return Files.exists(usual)
        ? ConfigurationFile.given(usual, ConfigurationFile.DEFAULT)
        : List.of();
  }

  private static List<Given> firstThatSets(Option option, List<List<Given>> sources) {
    for (List<Given> source : sources) {
      List<Given> found =
          source.stream().filter(given -> given.option().name().equals(option.name())).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }
}
