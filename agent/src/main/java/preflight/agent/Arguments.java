package preflight.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * A sub-command's words, sorted. What stands behind {@code --} is the workload's and sets nothing
 * here; no word is ever expanded.
 *
 * @param given options and their values, in their order
 * @param operands words that are neither options nor their values
 * @param command what stands behind {@code --}
 */
record Arguments(List<Given> given, List<String> operands, List<String> command) {

  Arguments {
    given = List.copyOf(given);
    operands = List.copyOf(operands);
    command = List.copyOf(command);
  }

  /** Sorts the words behind the name of a sub-command that takes options alone. */
  static Arguments parse(List<String> words) throws Refusal {
    Arguments arguments = withOperands(words);
    if (!arguments.operands().isEmpty()) {
      throw noOption(arguments.operands().getFirst());
    }
    return arguments;
  }

  /** Sorts the words behind the name of a sub-command that takes other words, too. */
  static Arguments withOperands(List<String> words) throws Refusal {
    List<Given> given = new ArrayList<>();
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return new Arguments(given, operands, words.subList(i + 1, words.size()));
      }
      if (!word.startsWith("-")) {
        operands.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      Option option = option(equals < 0 ? word : word.substring(0, equals));
      Place place = Place.argument(option.dashed());
      if (equals >= 0) {
        given.add(new Given(option, word.substring(equals + 1), place));
      } else if (option.shape() == Option.Shape.FLAG) {
        given.add(new Given(option, "true", place));
      } else if (i + 1 < words.size() && !words.get(i + 1).equals("--")) {
        given.add(new Given(option, words.get(++i), place));
      } else {
        throw new Refusal(place, "its value is missing; write " + usage(option));
      }
    }
    return new Arguments(given, operands, List.of());
  }

  private static Option option(String word) throws Refusal {
    if (!word.startsWith("--")) {
      throw noOption(word);
    }
    String name = word.substring(2);
    var option = Options.named(name);
    if (option.isEmpty()) {
      throw new Refusal(
          Place.argument(Values.shown(word)),
          "unknown option" + Spelling.hint(word, Options.dashedNames()) + see());
    }
    return option.get();
  }

  private static Refusal noOption(String word) {
    return new Refusal(
        Place.argument("'" + Values.shown(word) + "'"),
        "no option; options start with '--', and COMMAND stands behind ' -- '");
  }

  private static String usage(Option option) {
    return option.dashed() + " " + option.operand();
  }

  private static String see() {
    return "; 'preflight check --help' lists them all";
  }
}
