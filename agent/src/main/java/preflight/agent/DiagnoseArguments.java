package preflight.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import preflight.plan.Container;

/**
 * The words behind {@code diagnose}. Its options are no settings of a job: they are read from the
 * command line alone.
 *
 * @param by how the report is ordered
 * @param format how it is written
 * @param files where the logs are; {@code -} is standard input
 * @param execution whose log to fetch, instead of files
 */
record DiagnoseArguments(
    By by, Format format, List<String> files, Optional<ExecutionLog> execution) {

  /** What gets a line of the report each. */
  enum By {
    CAUSE,
    ATTEMPT
  }

  private static final List<String> OPTIONS =
      List.of("--by", "--format", "--execution", "--region", "--project");

  /** Where gcloud and Google's libraries look for the project. */
  private static final List<String> PROJECT =
      List.of("CLOUDSDK_CORE_PROJECT", "GOOGLE_CLOUD_PROJECT");

  static DiagnoseArguments parse(List<String> words, Container container) throws Refusal {
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
        files.isEmpty() ? List.of("-") : files,
        execution(options, files, container));
  }

  private static Optional<ExecutionLog> execution(
      Map<String, String> options, List<String> files, Container container) throws Refusal {
    String execution = options.get("--execution");
    if (execution == null) {
      for (String companion : List.of("--region", "--project")) {
        if (options.containsKey(companion)) {
          throw new Refusal(Place.argument(companion), "goes with --execution NAME");
        }
      }
      return Optional.empty();
    }
    if (!files.isEmpty()) {
      throw new Refusal(Place.argument("--execution"), "fetches the log; name no files beside it");
    }
    String region = options.get("--region");
    if (region == null) {
      throw new Refusal(Place.argument("--execution"), "needs --region REGION as well");
    }
    Optional<String> project =
        Optional.ofNullable(options.get("--project"))
            .or(() ->
                PROJECT.stream().flatMap(name -> container.variable(name).stream()).findFirst());
    if (project.isEmpty()) {
      throw new Refusal(
          Place.argument("--execution"), "needs --project PROJECT, or GOOGLE_CLOUD_PROJECT set");
    }
    return Optional.of(new ExecutionLog(execution, region, project.get()));
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
