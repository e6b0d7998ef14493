package preflight.lab.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Follows what a verdict advises: environment values as its command writes them, and for other
 * commands the change to the world that {@code lab/remedies.yaml} gives for them.
 */
final class Advice {

  /** A command that changes the job's variables, and the flag's value as gcloud reads it. */
  private static final Pattern VARIABLES =
      Pattern.compile(
          "[A-Z_]+ gcloud run jobs update .*--(update|remove)-env-vars=('(?:[^']|'\\\\'')*'|\\S+).*");

  /** gcloud's own words for another delimiter than the comma (gcloud topic escaping). */
  private static final Pattern DELIMITER = Pattern.compile("\\^([^^]+)\\^(.*)", Pattern.DOTALL);

  /** The effect of a command: shell commands on hosts. */
  private record Effect(Pattern command, List<Scenario.Step> steps) {}

  private final List<Effect> effects =
      Tree.of(Scenario.LAB.resolve("remedies.yaml")).trees("commands").stream()
          .map(row ->
              new Effect(
                  Pattern.compile(row.only("command", "do").require("command")),
                  Scenario.Step.of(row, "do")))
          .toList();

  /**
   * The job's variables after every command (behind a code) that changes them; {@code before} where
   * none does.
   */
  Map<String, String> environment(List<String> commands, Map<String, String> before) {
    Map<String, String> after = new LinkedHashMap<>(before);
    for (String command : commands) {
      Matcher matcher = VARIABLES.matcher(command);
      if (!matcher.matches()) {
        continue;
      }
      List<String> words = split(unquoted(matcher.group(2)));
      if (matcher.group(1).equals("remove")) {
        words.forEach(after::remove);
      } else {
        words.forEach(word -> {
          int sign = word.indexOf('=');
          after.put(word.substring(0, sign), word.substring(sign + 1));
        });
      }
    }
    return after;
  }

  /** What the other commands do to the world, with what they name filled in. */
  List<Scenario.Step> steps(List<String> commands) {
    Set<Scenario.Step> steps = new LinkedHashSet<>();
    for (String command : commands) {
      effects.stream()
          .map(effect -> filled(effect, command))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(steps::addAll);
    }
    return List.copyOf(steps);
  }

  private static Optional<List<Scenario.Step>> filled(Effect effect, String command) {
    Matcher matcher = effect.command().matcher(command);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        effect.steps().stream()
            .map(step ->
                new Scenario.Step(step.after(), step.host(), filled(step.command(), matcher)))
            .toList());
  }

  /** {@code $1} becomes what the command's first group holds. */
  private static String filled(String template, Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .boxed()
        .reduce(
            template,
            (text, group) ->
                text.replace("$" + group, Optional.ofNullable(matcher.group(group)).orElse("")),
            (first, second) -> second);
  }

  private static String unquoted(String word) {
    return word.startsWith("'") ? word.substring(1, word.length() - 1).replace("'\\''", "'") : word;
  }

  private static List<String> split(String value) {
    Matcher own = DELIMITER.matcher(value);
    return own.matches()
        ? Arrays.asList(own.group(2).split(Pattern.quote(own.group(1)), -1))
        : Arrays.asList(value.split(",", -1));
  }
}
