package preflight.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.diagnosis.Gate;

/**
 * Reads the values of options. Each throws {@link IllegalArgumentException} with what is wrong and
 * how to mend it, and echoes no credentials.
 */
final class Values {

  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?");

  private Values() {}

  /** {@code 90s}, {@code 1m30s}, {@code 500ms}. */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    Duration duration =
        matcher.matches()
            ? Duration.ofHours(part(matcher, 1))
                .plusMinutes(part(matcher, 2))
                .plusSeconds(part(matcher, 3))
                .plusMillis(part(matcher, 4))
            : Duration.ZERO;
    if (duration.isZero()) {
      throw new IllegalArgumentException(
          "'" + shown(text) + "' is no duration above zero; write 90s, 1m30s or 500ms");
    }
    return duration;
  }

  private static long part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }

  /** {@code enforce}, {@code warn}, {@code off} or {@code off:REASON}. */
  static Gate gate(String text) {
    return switch (text) {
      case "enforce" -> new Gate.Enforce();
      case "warn" -> new Gate.Warn();
      case "off" -> new Gate.Off("");
      default -> {
        if (text.startsWith("off:")) {
          yield new Gate.Off(text.substring("off:".length()));
        }
        throw unknown(text, List.of("enforce", "warn", "off:REASON"));
      }
    };
  }

  /** One of an enum's constants, in lower case. */
  static <E extends Enum<E>> E choice(Class<E> type, String text) {
    List<E> constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> lower(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text, constants.stream().map(Values::lower).toList()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** {@code true} or {@code false}. */
  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unknown(text, List.of("true", "false"));
    };
  }

  /** A status that a shell can tell from success. */
  static int exitCode(String text) {
    int code = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (code < 1 || code > 255) {
      throw new IllegalArgumentException(
          "'" + shown(text) + "' is no exit status; write a number from 1 to 255");
    }
    return code;
  }

  static Path path(String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      // Said below, in our own words.
    }
    throw new IllegalArgumentException("'" + shown(text) + "' is no file name; correct it");
  }

  /** {@code HOST}, {@code HOST:PORT}, {@code [::1]:PORT}; a name stays unresolved. */
  static InetSocketAddress hostAndPort(String text, int defaultPort) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    int port = 0;
    if (matcher.matches()) {
      port = matcher.group("port") == null ? defaultPort : Integer.parseInt(matcher.group("port"));
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "'" + shown(text) + "' is no HOST:PORT; write for example nexus.corp.example:8443");
    }
    String host = matcher.group("host").replaceAll("[\\[\\]]", "");
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException e) {
      return InetSocketAddress.createUnresolved(host, port);
    }
  }

  /**
   * The words of a list: commas and white space separate them, also both, as where a variable was
   * taken apart before. A list without a word has the empty one, which no list takes.
   */
  static List<String> words(String text) {
    List<String> words =
        Arrays.stream(text.split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList();
    return words.isEmpty() ? List.of("") : words;
  }

  /** A word as a message may repeat it: one line, not endless, without credentials and query. */
  static String shown(String text) {
    String clean =
        text.replaceAll("(?s)^.*@", "***@")
            .replaceAll("(?s)([?#]).*$", "$1***")
            .replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 77) + "...";
  }

  private static IllegalArgumentException unknown(String text, List<String> known) {
    return new IllegalArgumentException(
        "'"
            + shown(text)
            + "' is none of "
            + String.join(", ", known)
            + Spelling.hint(text, Arrays.asList(known.toArray(String[]::new))));
  }
}
