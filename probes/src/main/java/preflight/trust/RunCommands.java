package preflight.trust;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.plan.Container;

/** What curl and wget read from their own files at every start: {@code name = value}, or a flag. */
record RunCommands(String text) {

  /** {@code cacert = "/x"}, {@code --cacert /x}, {@code insecure}; wget's names vary in case. */
  private static final Pattern LINE =
      Pattern.compile("\\s*-{0,2}([A-Za-z][\\w-]*)\\s*(?:[=:\\s]\\s*\"?([^\"]*?)\"?)?\\s*");

  /** The first file that is there, as curl does. */
  static RunCommands curl(Container container) {
    String home = container.variable("HOME").orElse("/root");
    return new RunCommands(
        Stream.concat(
                Stream.of("CURL_HOME", "XDG_CONFIG_HOME", "HOME")
                    .flatMap(folder -> container.variable(folder).stream()),
                Stream.of(home))
            .flatMap(folder -> container.text(folder + "/.curlrc").stream())
            .findFirst()
            .orElse(""));
  }

  /** The system's file and then the user's, which has the last word. */
  static RunCommands wget(Container container) {
    String user =
        container
            .variable("WGETRC")
            .orElseGet(() -> container.variable("HOME").orElse("/root") + "/.wgetrc");
    return new RunCommands(
        container.text("/etc/wgetrc").orElse("") + "\n" + container.text(user).orElse(""));
  }

  /** The value of the last line with this name; of a flag, an empty one. */
  Optional<String> value(String name) {
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> plain(line.group(1)).equals(plain(name)))
        .map(line -> line.group(2) == null ? "" : line.group(2))
        .reduce((earlier, later) -> later);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
