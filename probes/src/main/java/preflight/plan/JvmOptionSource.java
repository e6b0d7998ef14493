package preflight.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a JVM of the workload takes its options from, in the order in which it takes them up: the
 * last word wins.
 */
public enum JvmOptionSource {
  JAVA_TOOL_OPTIONS,
  JDK_JAVA_OPTIONS,
  /** What stands behind {@code java} where that is the workload's command itself. */
  COMMAND,
  _JAVA_OPTIONS;

  /** Options of {@code java} whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--enable-native-access");

  private static final Set<String> LAST = Set.of("-jar", "-m", "--module");

  /** The options as one line, words with blanks in double quotes; empty where there are none. */
  public Optional<String> options(Container container) {
    return this == COMMAND ? ofCommand(container.command()) : container.variable(name());
  }

  private static Optional<String> ofCommand(List<String> command) {
    if (command.isEmpty() || !("/" + command.getFirst()).endsWith("/java")) {
      return Optional.empty();
    }
    List<String> options = new ArrayList<>();
    for (int i = 1; i < command.size(); i++) {
      String word = command.get(i);
      if (!word.startsWith("-") || LAST.contains(word)) {
        break;
      }
      options.add(word);
      i += WITH_VALUE.contains(word) ? 1 : 0;
    }
    return options.isEmpty()
        ? Optional.empty()
        : Optional.of(
            options.stream().map(JvmOptionSource::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    return word.chars().anyMatch(Character::isWhitespace) ? '"' + word + '"' : word;
  }
}
