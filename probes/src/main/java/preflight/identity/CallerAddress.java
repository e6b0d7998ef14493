package preflight.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.observation.HttpAnswer;

/** Reads the answer of a service that says from which address it was asked. */
public final class CallerAddress {

  /** A page that quotes an address is no such answer: it says nothing else. */
  private static final int LONGEST_TEXT = 64;

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** With a colon: java.net then takes it for a literal, and asks no resolver. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]+(?:[0-9.]*)");

  /** The members that hold it, of the services in use: RFC 8259 objects without any nesting. */
  private static final List<String> MEMBERS =
      List.of("ip", "origin", "address", "query", "ip_addr", "ipAddress");

  private CallerAddress() {}

  /** The address, where the answer is 200 and holds one: as its whole text, or in JSON. */
  public static Optional<InetAddress> in(HttpAnswer answer) {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    String content = answer.bodyUtf8().strip();
    Stream<String> words =
        content.startsWith("{")
            ? members(JsonMembers.of(content))
            : content.length() <= LONGEST_TEXT
                ? Stream.of(content.replaceAll("^\"|\"$", ""))
                : Stream.empty();
    return words.flatMap(word -> literal(word).stream()).findFirst();
  }

  /** The address that {@code text} writes out; no name is looked up. */
  public static Optional<InetAddress> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static Stream<String> members(Map<String, String> members) {
    return MEMBERS.stream().filter(members::containsKey).map(members::get);
  }
}
