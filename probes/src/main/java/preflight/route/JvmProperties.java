package preflight.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.plan.JvmOptionSource;

/**
 * The system properties that the container's variables and its command give to the JVMs in it.
 * Java's clients read no proxy variable of the environment, and these instead.
 */
final class JvmProperties {

  /** Google's HTTP client looks whether it is there; its value does not matter. */
  static final String SHOULD_USE_PROXY = "com.google.api.client.should_use_proxy";

  /** The JDK adds these hosts to every list, and takes them alone where there is none. */
  private static final String NEVER_PROXIED = "localhost|127.*|[::1]|0.0.0.0|[::0]";

  private final Map<String, String> properties;

  private JvmProperties(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  /** Reads the variables that carry JVM options, and the workload's command. */
  static JvmProperties of(Container container) {
    Map<String, String> properties = new HashMap<>();
    Stream.of(JvmOptionSource.values())
        .flatMap(source -> words(source.options(container).orElse("")).stream())
        .filter(word -> word.startsWith("-D"))
        .map(word -> word.substring(2).split("=", 2))
        .forEach(pair -> properties.put(pair[0], pair.length > 1 ? pair[1] : ""));
    return new JvmProperties(properties);
  }

  /** The property's value, if it is set; an empty value is present. */
  Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** Which way the JDK's default proxy selector sends a request; OkHttp asks it too. */
  Way way(Endpoint to) {
    return Stream.of(to.scheme() + ".proxyHost", "proxyHost", "socksProxyHost")
        .filter(name -> !properties.getOrDefault(name, "").isEmpty())
        .findFirst()
        .map(name -> way(name, to))
        .orElse(Way.UNTOUCHED);
  }

  /** The same for Google's client library, which can be made to proxy everything. */
  Way googleWay(Endpoint to) {
    if (!properties.containsKey(SHOULD_USE_PROXY)) {
      return way(to);
    }
    String port = properties.getOrDefault("https.proxyPort", "");
    Setting setting = setting("https.proxyHost", port);
    return properties.getOrDefault("https.proxyHost", "").isEmpty() || port.isEmpty()
        ? Way.unsupported(
            setting, SHOULD_USE_PROXY + " wants https.proxyHost and https.proxyPort as well")
        : through(setting, "https.proxyHost", port.equals("0") ? "" : port, to);
  }

  private Way way(String name, Endpoint to) {
    String port = port(name, to);
    Setting setting = setting(name, port);
    Optional<String> passed =
        nonProxyHosts().filter(entry -> covers(entry, to.bracketedHost())).findFirst();
    if (passed.isPresent()) {
      return Way.past(setting, passed.get());
    }
    return name.startsWith("socks")
        ? Way.unsupported(setting, "SOCKS proxies are not supported by Preflight")
        : through(setting, name, port, to);
  }

  /** Where the host's own property has no number but 0, the other ones are asked. */
  private String port(String hostProperty, Endpoint to) {
    Stream<String> others =
        hostProperty.startsWith("socks")
            ? Stream.of()
            : Stream.of(to.scheme() + ".proxyPort", "proxyPort");
    return Stream.concat(Stream.of(hostProperty.replace("Host", "Port")), others)
        .mapToInt(name -> number(properties.getOrDefault(name, "")))
        .filter(port -> port != 0)
        .mapToObj(Integer::toString)
        .findFirst()
        .orElse("");
  }

  /** As the JDK reads it: a zero in front makes the number octal, and what is none counts as 0. */
  private static int number(String value) {
    try {
      return Integer.decode(value);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private Way through(Setting setting, String hostProperty, String port, Endpoint to) {
    String host = properties.getOrDefault(hostProperty, "");
    if (host.contains("/") || host.contains("@")) {
      return Way.unsupported(setting, hostProperty + " takes a host name and no URL");
    }
    boolean bareV6 = host.contains(":") && !host.startsWith("[");
    String authority = (bareV6 ? "[" + host + "]" : host) + ":" + port;
    return switch (ProxyValue.parse(authority, ProxySyntax.JVM, to)) {
      case ProxyValue.Usable(var proxy) -> Way.through(proxy, setting, to, Way.PlainHttp.FORWARDED);
      case ProxyValue.Refused(var fault, var reason) -> Way.unsupported(setting, reason);
    };
  }

  private Stream<String> nonProxyHosts() {
    String list = property("http.nonProxyHosts").orElse(NEVER_PROXIED);
    // An empty list is empty: only then the JDK adds nothing.
    return Stream.of((list.isEmpty() ? "" : list + "|" + NEVER_PROXIED).split("\\|", -1))
        .filter(entry -> !entry.isEmpty());
  }

  private static boolean covers(String entry, String host) {
    String pattern = entry.toLowerCase(Locale.ROOT);
    boolean open = pattern.startsWith("*");
    boolean openEnded = pattern.endsWith("*");
    String rest =
        pattern.substring(
            open ? 1 : 0, Math.max(open ? 1 : 0, pattern.length() - (openEnded ? 1 : 0)));
    if (open && openEnded) {
      return host.contains(rest);
    }
    return open ? host.endsWith(rest) : openEnded ? host.startsWith(rest) : host.equals(rest);
  }

  private Setting setting(String hostProperty, String port) {
    String host = ProxyValue.masked(properties.getOrDefault(hostProperty, ""));
    return new Setting(
        hostProperty,
        Setting.Origin.JVM_PROPERTY,
        port.isEmpty() ? host : host + ":" + ProxyValue.masked(port));
  }

  /** Splits at white space outside of quotes, as the JVM does; a loop, for values may be long. */
  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
        quote = quote == 0 ? c : 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
