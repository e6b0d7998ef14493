package preflight.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one tool words one symptom.
 *
 * @param tool who speaks, for people
 * @param shows the symptom's name, or {@code *_STATUS} and the like, which a status resolves
 * @param proxied whether these words alone mean a proxy
 * @param pieces one of them is in every line that matches
 * @param pattern the precise wording
 */
record Signature(String tool, String shows, boolean proxied, List<String> pieces, Pattern pattern) {

  private static final Pattern HEAD = Pattern.compile("\\[([^]]+)] (\\w+)( via proxy)?");

  private static final String NAME = "[\\w-]++(?:\\.[\\w-]++)*+\\.?|\\[[0-9a-fA-F:.]+\\]";

  /** {@code getaddrinfo}'s words, which every client passes on: glibc's, and musl's (Alpine). */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "{NO_NAME}",
          List.of(
              "Name or service not known",
              "No address associated with hostname",
              "Name does not resolve",
              "Name has no usable address"),
          "{NO_RESOLVER}",
          List.of(
              "Temporary failure in name resolution",
              "Non-recoverable failure in name resolution",
              "Try again",
              "Non-recoverable error"));

  private static final Map<String, String> GROUPS =
      Map.of(
          "{HOST}", "(?<host>" + NAME + ")",
          "{PORT}", "(?<port>\\d{1,5})",
          "{CONNECT}", "(?<host2>" + NAME + "):(?<port2>\\d{1,5})",
          "{DIALLED}", "(?<host>" + NAME + "|[0-9a-fA-F:]+):(?<port>\\d{1,5})",
          "{URL}", "(?<url>https?://[^\\s\"'<>()]{1,2000}?(?=[\\s\"'<>(),]|:\\s|$))",
          "{STATUS}", "(?<status>[1-5]\\d\\d)",
          "{REASON}",
              "(?<reason>Forbidden|Proxy Authentication Required|Internal Server Error|Bad Gateway"
                  + "|Service Unavailable|Gateway Time-?out|Found|Temporary Redirect|Not Found"
                  + "|Method Not Allowed|Unauthorized)");

  /** The table's rows, most specific first. */
  static final List<Signature> ALL = read();

  /** Whether its words may stand on several lines, and so in several entries. */
  boolean spansLines() {
    return pattern.pattern().contains("[\\s\\S]");
  }

  /** Whether its words stand on one line; where that line ends, the next one is only an end. */
  boolean withinLine() {
    String beyond =
        pattern.pattern().replace("(?:$|\\n)", "").replaceAll("\\[\\^[^]]*\\\\n[^]]*]", "");
    return !spansLines() && !beyond.contains("\\n");
  }

  private static List<Signature> read() {
    List<Signature> all = new ArrayList<>();
    for (Block block : Block.read("signatures.txt")) {
      Matcher head = HEAD.matcher(block.head());
      if (!head.matches()) {
        throw new IllegalArgumentException("signatures.txt: " + block.head());
      }
      all.add(
          new Signature(
              head.group(1),
              head.group(2),
              head.group(3) != null,
              block.all("find").stream()
                  .flatMap(piece -> WORDS.getOrDefault(piece, List.of(piece)).stream())
                  .toList(),
              pattern(block.first("match").orElseThrow())));
    }
    return List.copyOf(all);
  }

  private static Pattern pattern(String match) {
    String expanded = match;
    for (Map.Entry<String, String> group : GROUPS.entrySet()) {
      expanded = expanded.replace(group.getKey(), group.getValue());
    }
    for (Map.Entry<String, List<String>> words : WORDS.entrySet()) {
      expanded = expanded.replace(words.getKey(), "(?:" + String.join("|", words.getValue()) + ")");
    }
    return Pattern.compile(expanded, Pattern.MULTILINE);
  }
}
