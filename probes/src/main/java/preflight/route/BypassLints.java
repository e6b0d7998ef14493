package preflight.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.route.Lint.Code;

/**
 * Finds the entries of one NO_PROXY value that some of its readers do not take as they are meant.
 */
final class BypassLints {

  /** Values can be endless; their beginning tells how they are written. */
  private static final int LENGTH = 4_000;

  private static final int ENTRIES = 50;

  private static final int SHOWN = 3;

  /** Without credentials, for it is shown. */
  private static final Pattern URL =
      Pattern.compile("https?://([\\w.*-]+(?::\\d{1,5})?)(?:/[\\w./-]*)?");

  private static final Pattern WITH_PORT = Pattern.compile("([\\w.*-]+):(\\d{1,5})");

  private final String value;
  private final TreeSet<String> names = new TreeSet<>();
  private final Map<ClientFamily, List<BypassSyntax>> readers = new EnumMap<>(ClientFamily.class);

  private BypassLints(String value) {
    this.value = value.substring(0, Math.min(value.length(), LENGTH));
  }

  /** The lints of every value that any client reads; variables of equal value are told as one. */
  static Stream<Lint> of(Map<String, String> environment, Map<ClientFamily, ProxyRules> rules) {
    Map<String, BypassLints> values = new LinkedHashMap<>();
    rules.forEach((family, proxyRules) ->
        proxyRules
            .bypass()
            .forEach(reading ->
                reading
                    .variables()
                    .find(environment)
                    .ifPresent(list ->
                        values
                            .computeIfAbsent(list.value(), BypassLints::new)
                            .readBy(family, list.name(), reading.syntax()))));
    return values.values().stream().flatMap(BypassLints::lints);
  }

  private void readBy(ClientFamily family, String name, BypassSyntax syntax) {
    names.add(name);
    readers.computeIfAbsent(family, unseen -> new ArrayList<>()).add(syntax);
  }

  private Stream<Lint> lints() {
    String name = String.join(" and ", names);
    return Stream.of(
            semicolons(name),
            blanks(name),
            ignored(
                Code.NO_PROXY_RANGE,
                entry -> entry.contains("/") && AddressRange.parse(entry).isPresent(),
                "%s in " + name + " is no range to these clients: list names and addresses."),
            ignored(
                Code.NO_PROXY_WILDCARD,
                entry -> entry.matches("\\*\\.?[\\p{Alnum}_-][\\p{Alnum}._-]*"),
                "%s in " + name + " is taken literally by these clients: leave the star out."),
            ignored(
                Code.NO_PROXY_WILDCARD,
                entry -> entry.matches("[\\p{Alnum}._-]+\\*[\\p{Alnum}.*_-]*"),
                "%s in "
                    + name
                    + " is taken literally by these clients: list names and addresses."),
            ignored(
                Code.NO_PROXY_URL,
                entry -> URL.matcher(entry).matches(),
                "%s in " + name + " is no host to these clients: leave scheme and path out."),
            ignored(
                Code.NO_PROXY_PORT,
                entry -> WITH_PORT.matcher(entry).matches(),
                "%s in " + name + " covers nothing to these clients: leave the port out."))
        .flatMap(lints -> lints);
  }

  private Stream<Lint> semicolons(String name) {
    return value.contains(";")
        ? Stream.of(
            Lint.of(
                Code.NO_PROXY_SEMICOLON,
                "Semicolons in " + name + " separate nothing: write commas.",
                readers.keySet()))
        : Stream.empty();
  }

  private Stream<Lint> blanks(String name) {
    List<String> entries = entries("[,\\s]+");
    List<ClientFamily> losers =
        readers.keySet().stream()
            .filter(family ->
                entries.stream()
                    .anyMatch(
                        entry -> covers(family, entry, entry) && !covers(family, value, entry)))
            .toList();
    return losers.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Lint.of(
                Code.NO_PROXY_BLANKS,
                "Blanks in " + name + " hide entries from these clients: write commas alone.",
                losers));
  }

  /** Entries of one form, put together where the same clients do not take them as meant. */
  private Stream<Lint> ignored(Code code, Predicate<String> form, String text) {
    Map<List<ClientFamily>, List<String>> entriesByClients = new LinkedHashMap<>();
    for (String entry : entries("[,;\\s]+").stream().filter(form).toList()) {
      List<ClientFamily> clients =
          readers.keySet().stream().filter(family -> !covers(family, entry, entry)).toList();
      entriesByClients.computeIfAbsent(clients, unseen -> new ArrayList<>()).add(entry);
    }
    return entriesByClients.entrySet().stream()
        .filter(group -> !group.getKey().isEmpty())
        .map(group -> Lint.of(code, text.formatted(shown(group.getValue())), group.getKey()));
  }

  private List<String> entries(String separator) {
    return Stream.of(value.split(separator, ENTRIES + 1))
        .limit(ENTRIES)
        .filter(entry -> !entry.isEmpty())
        .distinct()
        .toList();
  }

  /** Whether {@code family} takes {@code list} to cover what {@code entry} means. */
  private boolean covers(ClientFamily family, String list, String entry) {
    Endpoint meant = meant(entry);
    return readers.getOrDefault(family, List.of()).stream()
        .anyMatch(syntax -> syntax.match(list, meant).isPresent());
  }

  /** A host that an entry is written for. */
  private static Endpoint meant(String entry) {
    if (AddressRange.parse(entry).isPresent()) {
      return new Endpoint("http", entry.replaceFirst("/.*", ""), OptionalInt.empty());
    }
    Matcher url = URL.matcher(entry);
    String authority = url.matches() ? url.group(1) : entry;
    Matcher withPort = WITH_PORT.matcher(authority);
    String host = withPort.matches() ? withPort.group(1) : authority;
    int port = withPort.matches() ? Integer.parseInt(withPort.group(2)) : 80;
    // Nobody writes a scheme's own port into a URL.
    return new Endpoint(
        port == 443 || entry.startsWith("https:") ? "https" : "http",
        host.replaceFirst("^\\.", "host.").replace("*", "host"),
        port == 443 || port == 80 ? OptionalInt.empty() : OptionalInt.of(port));
  }

  private static String shown(Collection<String> entries) {
    String first = entries.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return entries.size() > SHOWN ? first + " and " + (entries.size() - SHOWN) + " more" : first;
  }
}
