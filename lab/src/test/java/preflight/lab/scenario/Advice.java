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
 * Follows what a verdict advises: environment values as its command writes them, and for every
 * other command the change to the world that {@code lab/remedies.yaml} gives for it.
 */
final class Advice {

  /** A command that changes the job's variables, and the flag's value as gcloud reads it. */
  private static final Pattern VARIABLES =
      Pattern.compile(
          "gcloud run jobs update .*--(update-env-vars|remove-env-vars|update-secrets)="
              + "('(?:[^']|'\\\\'')*'|\\S+).*");

  /** Commands that change nothing. */
  private static final Pattern SHOWS =
      Pattern.compile("(?:curl|dig|nc|openssl) .*|.* # shows .*", Pattern.DOTALL);

  /** gcloud's own words for another delimiter than the comma (gcloud topic escaping). */
  private static final Pattern DELIMITER = Pattern.compile("\\^([^^]+)\\^(.*)", Pattern.DOTALL);

  /** The effect of a command, or of what somebody is asked for: shell commands on hosts. */
  private record Effect(Pattern pattern, List<Scenario.Step> steps) {}

  private final List<Effect> commands;
  private final List<Effect> asked;
  private final Map<String, String> secrets;

  Advice() {
    Tree remedies = Tree.of(Scenario.LAB.resolve("remedies.yaml"));
    commands = effects(remedies.only("commands", "asked", "secrets").trees("commands"), "command");
    asked = effects(remedies.trees("asked"), "text");
    secrets = remedies.tree("secrets").textByKey();
  }

  private static List<Effect> effects(List<Tree> rows, String key) {
    return rows.stream()
        .map(row ->
            new Effect(
                Pattern.compile(row.only(key, "do").require(key)), Scenario.Step.of(row, "do")))
        .toList();
  }

  /** The job's variables after every command that changes them. */
  Map<String, String> environment(List<String> advised, Map<String, String> before) {
    Map<String, String> after = new LinkedHashMap<>(before);
    for (String command : advised) {
      Matcher matcher = VARIABLES.matcher(command);
      if (!matcher.matches()) {
        continue;
      }
      List<String> words = split(unquoted(matcher.group(2)));
      switch (matcher.group(1)) {
        case "remove-env-vars" -> words.forEach(after::remove);
        case "update-secrets" -> words.forEach(word -> after.put(name(word), secret(value(word))));
        default -> words.forEach(word -> after.put(name(word), value(word)));
      }
    }
    return after;
  }

  private static String name(String word) {
    return word.substring(0, word.indexOf('='));
  }

  private static String value(String word) {
    return word.substring(word.indexOf('=') + 1);
  }

  /** What a secret holds that is named with its version. */
  private String secret(String reference) {
    String secret = secrets.get(reference.replaceFirst(":latest$", ""));
    return Optional.ofNullable(secret)
        .orElseThrow(() -> new AssertionError("lab/remedies.yaml lacks the secret " + reference));
  }

  /**
   * What the other commands do to the world, and those who are asked, with what they name filled
   * in. A command that the table does not know fails the trial.
   *
   * @param texts of the remedies, in which asking stands
   */
  List<Scenario.Step> steps(List<String> advised, List<String> texts) {
    Set<Scenario.Step> steps = new LinkedHashSet<>();
    advised.stream()
        .filter(command -> !VARIABLES.matcher(command).matches())
        .filter(command -> !SHOWS.matcher(command).matches())
        .map(this::effect)
        .forEach(steps::addAll);
    for (String text : texts) {
      asked.stream()
          .map(effect -> filled(effect, effect.pattern().matcher(text)))
          .flatMap(Optional::stream)
          .forEach(steps::addAll);
    }
    return List.copyOf(steps);
  }

  private List<Scenario.Step> effect(String command) {
    return commands.stream()
        .filter(effect -> effect.pattern().matcher(command).matches())
        .findFirst()
        .flatMap(effect -> filled(effect, effect.pattern().matcher(command)))
        .orElseThrow(() -> new AssertionError("lab/remedies.yaml does not know: " + command));
  }

  private static Optional<List<Scenario.Step>> filled(Effect effect, Matcher matcher) {
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
