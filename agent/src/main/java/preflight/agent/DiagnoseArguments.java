package preflight.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words behind {@code diagnose}. Its options are no settings of a job: they are read from the
 * command line alone.
 *
 * @param by how the report is ordered
 * @param format how it is written
 * @param files where the logs are; {@code -} is standard input
 */
record DiagnoseArguments(By by, Format format, List<String> files) {

  /** What gets a line of the report each. */
  enum By {
    CAUSE,
    ATTEMPT
  }

  private static final List<String> OPTIONS = List.of("--by", "--format");

  static DiagnoseArguments parse(List<String> words) throws Refusal {
    Map<String, String> options = new HashMap<>();
    List<String> files = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        files.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        files.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!OPTIONS.contains(name)) {
        throw new Refusal(
            Place.argument(Values.shown(name)),
            "unknown option"
                + Spelling.hint(name, OPTIONS)
                + "; 'preflight diagnose --help' lists them all");
      }
      if (equals < 0 && i + 1 == words.size()) {
        throw new Refusal(Place.argument(name), "its value is missing");
      }
      options.put(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
    }
    return new DiagnoseArguments(
        choice(By.class, "--by", options.getOrDefault("--by", "cause")),
        choice(Format.class, "--format", options.getOrDefault("--format", "auto")),
        files.isEmpty() ? List.of("-") : files);
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String option, String value)
      throws Refusal {
    try {
      return Values.choice(type, value.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refusal(Place.argument(option), String.valueOf(e.getMessage()));
    }
  }
}
