package preflight.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import preflight.plan.Container;

/** The environment's share of the settings: the variables whose names start with PREFLIGHT_. */
final class Variables {

  private static final String PREFIX = "PREFLIGHT_";

  /** Read by the repository's script, which starts the launcher. */
  private static final Set<String> NOT_OURS = Set.of("PREFLIGHT_JAVA_HOME");

  private Variables() {}

  /** Every setting of the environment; an empty value counts as unset. */
  static List<Given> given(Container container) throws Refusal {
    List<Given> given = new ArrayList<>();
    for (var variable : new TreeMap<>(container.environment()).entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(PREFIX) || NOT_OURS.contains(name)) {
        continue;
      }
      Place place = Place.variable(name);
      var option = Options.ofVariable(name);
      if (option.isEmpty()) {
        throw new Refusal(
            place, "unknown variable" + Spelling.hint(name, Options.variables()) + "; unset it");
      }
      for (String value : values(option.get(), variable.getValue())) {
        given.add(new Given(option.get(), value, place));
      }
    }
    return given;
  }

  private static List<String> values(Option option, String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return List.of();
    }
    return option.shape() == Option.Shape.LIST ? List.of(trimmed.split("\\s+")) : List.of(trimmed);
  }
}
