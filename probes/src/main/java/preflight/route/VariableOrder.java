package preflight.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which environment variables a client looks through for one setting, as data.
 *
 * @param groups asked one after the other, until one of them yields a value
 */
record VariableOrder(List<Group> groups) {

  /** What a variable that is set to nothing does to those after it. */
  enum Empty {
    /** It counts as unset. */
    SKIPPED,
    /** It is the answer, and the answer is: none. */
    SHADOWS
  }

  /**
   * Spellings of one variable.
   *
   * @param names the first one that is set wins
   */
  record Group(Empty empty, List<String> names) {
    Group {
      names = List.copyOf(names);
    }

    private Optional<Variable> find(Map<String, String> environment, List<String> unreadable) {
      return names.stream()
          .filter(name -> environment.containsKey(name) && !unreadable.contains(name))
          .filter(name -> empty == Empty.SHADOWS || !environment.getOrDefault(name, "").isEmpty())
          .findFirst()
          .map(name -> new Variable(name, environment.getOrDefault(name, "")))
          .filter(variable -> !variable.value().isEmpty());
    }
  }

  /** A variable as the environment has it; its value may hold credentials. */
  record Variable(String name, String value) {}

  VariableOrder {
    groups = List.copyOf(groups);
  }

  /** The first of {@code names} that holds anything. */
  static VariableOrder firstFilled(String... names) {
    return new VariableOrder(List.of(new Group(Empty.SKIPPED, List.of(names))));
  }

  /** The first of {@code names} that is set, even to nothing. */
  static VariableOrder firstSet(String... names) {
    return new VariableOrder(List.of(new Group(Empty.SHADOWS, List.of(names))));
  }

  /** No variable at all. */
  static VariableOrder none() {
    return new VariableOrder(List.of());
  }

  /** Where this order yields nothing, {@code next} is asked. */
  VariableOrder or(VariableOrder next) {
    return new VariableOrder(Stream.concat(groups.stream(), next.groups.stream()).toList());
  }

  /**
   * The variable that decides, never an empty one.
   *
   * @param unreadable names that the client passes over in this environment
   */
  Optional<Variable> find(Map<String, String> environment, List<String> unreadable) {
    return groups.stream()
        .flatMap(group -> group.find(environment, unreadable).stream())
        .findFirst();
  }
}
