package preflight.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import preflight.diagnosis.Cause;

/** {@code explain}: prints the catalogue of causes, or one cause's page. */
final class ExplainCommand {

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  int call(List<String> words) throws Refusal {
    if (words.size() > 1) {
      throw new Refusal(Place.argument("explain"), "one CODE at a time; leave the others out");
    }
    console.out().write(words.isEmpty() ? catalogue() : page(words.getFirst()));
    return ExitStatus.OK.code();
  }

  private static String catalogue() {
    var text = new StringBuilder();
    int longest =
        Arrays.stream(Cause.values()).mapToInt(cause -> cause.name().length()).max().orElse(0);
    for (Cause cause : Cause.values()) {
      String gap = " ".repeat(longest - cause.name().length());
      text.append("%s%s %-9s%s%n".formatted(cause, gap, cause.owner().label(), gist(cause)));
    }
    return text + "\n'preflight explain CODE' prints a cause's page.\n";
  }

  private static String page(String word) throws Refusal {
    String code = word.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> known = Arrays.stream(Cause.values()).map(Cause::name).toList();
    Optional<String> page = known.contains(code) ? page(Cause.valueOf(code)) : Optional.empty();
    if (page.isPresent()) {
      return page.get();
    }
    List<String> near = Spelling.near(code, known);
    List<String> related = known.stream().filter(name -> name.contains(code)).toList();
    List<String> meant = near.isEmpty() ? related : near;
    throw new Refusal(
        Place.argument("explain"),
        "unknown cause '"
            + Values.shown(word)
            + "'"
            + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?")
            + "; 'preflight explain' lists them all");
  }

  /** What stands behind the code in the page's title. */
  private static String gist(Cause cause) {
    String title = page(cause).stream().flatMap(String::lines).findFirst().orElse("");
    return title.substring(title.indexOf(':') + 1).strip();
  }

  /** The page as it travels with the library. */
  static Optional<String> page(Cause cause) {
    String resource = "/preflight/causes/" + cause + ".md";
    try (InputStream page = ExplainCommand.class.getResourceAsStream(resource)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
