package preflight.route;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.plan.UriPort;

/**
 * Where OpenSSH really dials: its configuration may name another host or port, or a way around
 * (ssh_config(5)). It reads no proxy variable.
 */
final class SshConfig {

  /** A keyword that applies to the host; in lower case. */
  private record Line(String file, String keyword, String value) {}

  /** Keyword and arguments, with white space or one equals sign between them. */
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.+)");

  private static final String SYSTEM = "/etc/ssh/ssh_config";

  /** What stands in the files, the first that OpenSSH reads first. */
  private final Map<String, String> texts = new LinkedHashMap<>();

  private SshConfig(Container container) {
    Stream.of(container.variable("HOME").orElse("/root") + "/.ssh/config", SYSTEM)
        .forEach(file -> container.text(file).ifPresent(text -> texts.put(file, text)));
  }

  static SshConfig of(Container container) {
    return new SshConfig(container);
  }

  /** The way of {@code ssh://HOST:PORT} as the user wrote it. */
  SshWay way(URI asked) {
    String host = UriPort.host(asked);
    Optional<Line> relay =
        first(host, "proxyjump").or(() -> first(host, "proxycommand")).filter(SshConfig::relays);
    if (relay.isPresent()) {
      String setting = relay.get().file() + ": " + relay.get().keyword();
      return new SshWay(
          asked, new Route.Unsupported(setting, "ssh goes through another program or host"));
    }
    String dialled =
        first(host, "hostname").map(name -> name.value().replace("%h", host)).orElse(host);
    int port =
        first(host, "port")
            .filter(set -> UriPort.port(asked) == 22 && set.value().matches("\\d{1,5}"))
            .map(set -> Integer.parseInt(set.value()))
            .orElse(UriPort.port(asked));
    return new SshWay(uri(asked, dialled, port), new Route.Direct());
  }

  private static boolean relays(Line line) {
    return !line.value().equalsIgnoreCase("none");
  }

  private static URI uri(URI asked, String host, int port) {
    try {
      URI dialled =
          URI.create("ssh://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
      return dialled.getHost() == null ? asked : dialled;
    } catch (IllegalArgumentException noHost) {
      return asked;
    }
  }

  /** The first value counts, for every keyword. */
  private Optional<Line> first(String host, String keyword) {
    return texts.entrySet().stream()
        .flatMap(file -> settings(file.getKey(), file.getValue(), host))
        .filter(line -> line.keyword().equals(keyword))
        .findFirst();
  }

  /** What the file sets for {@code host}. */
  private static Stream<Line> settings(String file, String text, String host) {
    boolean applies = true;
    Stream.Builder<Line> settings = Stream.builder();
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher parts = ASSIGNMENT.matcher(line);
      if (line.startsWith("#") || !parts.matches()) {
        continue;
      }
      String keyword = parts.group(1).toLowerCase(Locale.ROOT);
      String value = parts.group(2).replaceAll("^\"|\"$", "");
      switch (keyword) {
        case "host" -> applies = matches(List.of(value.split("\\s+", -1)), host);
        case "match" -> applies = matchesCriteria(value, host);
        default -> {
          if (applies) {
            settings.add(new Line(file, keyword, value));
          }
        }
      }
    }
    return settings.build();
  }

  /** {@code all}, or the host alone; what else a block may ask for is not known here. */
  private static boolean matchesCriteria(String criteria, String host) {
    String[] words = criteria.split("\\s+", -1);
    return criteria.equalsIgnoreCase("all")
        || (words.length == 2
            && words[0].matches("(?i)host|originalhost")
            && matches(List.of(words[1].split(",", -1)), host));
  }

  private static boolean matches(List<String> patterns, String host) {
    Map<Boolean, List<String>> byNegation =
        patterns.stream().collect(Collectors.partitioningBy(pattern -> pattern.startsWith("!")));
    return byNegation.getOrDefault(false, List.of()).stream().anyMatch(one -> fits(one, host))
        && byNegation.getOrDefault(true, List.of()).stream()
            .noneMatch(one -> fits(one.substring(1), host));
  }

  private static boolean fits(String pattern, String host) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(host).matches();
  }
}
