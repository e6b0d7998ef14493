package preflight.route;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    SHADOWS,
    /** It is, where its name ends in lower case. */
    SHADOWS_IN_LOWER_CASE
  }

  /** Which spellings of a name count. */
  enum Letters {
    AS_WRITTEN,
    /**
     * Any, and those first that end in lower case. Among several of these the client takes the last
     * of its environment; here the one that is all in lower case comes first.
     */
    ANY_CASE
  }

  /**
   * Spellings of one variable.
   *
   * @param names the first one that is set wins
   */
  record Group(Empty empty, Letters letters, List<String> names) {
    Group {
      names = List.copyOf(names);
    }

    private Optional<Variable> find(Map<String, String> environment, Predicate<String> readable) {
      return spellings(environment)
          .filter(name -> environment.containsKey(name) && readable.test(name))
          .filter(name -> shadows(name) || !environment.getOrDefault(name, "").isEmpty())
          .findFirst()
          .map(name -> new Variable(name, environment.getOrDefault(name, "")))
          .filter(variable -> !variable.value().isEmpty());
    }

    private Stream<String> spellings(Map<String, String> environment) {
      return switch (letters) {
        case AS_WRITTEN -> names.stream();
        case ANY_CASE ->
            environment.keySet().stream()
                .filter(name -> names.stream().anyMatch(name::equalsIgnoreCase))
                .sorted(
                    Comparator.comparing((String name) -> !endsInLowerCase(name))
                        .thenComparing(name -> !names.contains(name))
                        .thenComparing(Comparator.naturalOrder()));
      };
    }

    private boolean shadows(String name) {
      return switch (empty) {
        case SKIPPED -> false;
        case SHADOWS -> true;
        case SHADOWS_IN_LOWER_CASE -> endsInLowerCase(name);
      };
    }
  }

  /** A variable as the environment has it; its value may hold credentials. */
  record Variable(String name, String value) {}

  VariableOrder {
    groups = List.copyOf(groups);
  }

  /** The first of {@code names} that holds anything. */
  static VariableOrder firstFilled(String... names) {
    return new VariableOrder(List.of(new Group(Empty.SKIPPED, Letters.AS_WRITTEN, List.of(names))));
  }

  /** The first of {@code names} that is set, even to nothing. */
  static VariableOrder firstSet(String... names) {
    return new VariableOrder(List.of(new Group(Empty.SHADOWS, Letters.AS_WRITTEN, List.of(names))));
  }

  /** This variable however it is spelt, as Python's urllib looks for it. */
  static VariableOrder inAnyCase(String lower) {
    return new VariableOrder(
        List.of(new Group(Empty.SHADOWS_IN_LOWER_CASE, Letters.ANY_CASE, List.of(lower))));
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
   * @param readable false for names that the client passes over in this environment
   */
  Optional<Variable> find(Map<String, String> environment, Predicate<String> readable) {
    return groups.stream().flatMap(group -> group.find(environment, readable).stream()).findFirst();
  }

  /** The variable that decides where the client passes over none. */
  Optional<Variable> find(Map<String, String> environment) {
    return find(environment, any -> true);
  }

  /** Whether urllib takes it for the spelling in lower case: its end decides. */
  static boolean endsInLowerCase(String name) {
    return name.endsWith("_proxy");
  }
}
