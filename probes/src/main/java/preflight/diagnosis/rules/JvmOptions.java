package preflight.diagnosis.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.plan.Container;

/**
 * The variables that give options to every JVM of the container, and how their proxy is mended.
 *
 * @param values those that are set, in the order in which a JVM takes them up; the last word wins
 */
record JvmOptions(Map<String, String> values) {

  private static final String BYPASS = "-Dhttp.nonProxyHosts=";
  private static final String FORCE = "-Dcom.google.api.client.should_use_proxy";

  /** What the JDK bypasses where no list is set. */
  private static final List<String> USUAL = List.of("localhost", "127.*", "[::1]");

  private static final Pattern PROXY =
      Pattern.compile("-D((https?\\.)?proxyHost|socksProxyHost)=.*");

  /** Options that hold no secret; any other, an agent's say, may hold a password or a key. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "-X[^@\"']*|-D(https?\\.|)(proxyHost|proxyPort|nonProxyHosts)=[^@\"']*"
              + "|-Dsocks(ProxyHost|ProxyPort)=[^@\"']*"
              + "|-D(java\\.net|java\\.security\\.egd|file|user|sun\\.net)\\.[^@\"']*"
              + "|-Dcom\\.google\\.api\\.client\\.should_use_proxy(=[^@\"']*)?");

  JvmOptions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static JvmOptions of(Container container) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      container.variable(name).ifPresent(value -> values.put(name, value));
    }
    return new JvmOptions(values);
  }

  /** Whether Google's HTTP client is told to ask a proxy for everything, nonProxyHosts or not. */
  boolean forcesProxy() {
    return words().anyMatch(JvmOptions::forces);
  }

  /** Whether every option may be shown. */
  boolean printable() {
    return words().allMatch(word -> HARMLESS.matcher(word).matches());
  }

  /** {@code http.nonProxyHosts=a|b}, or that it is not set. */
  String nonProxyHostsAsSet() {
    return bypassed()
        .map(list -> "http.nonProxyHosts=" + list)
        .orElse("http.nonProxyHosts is not set");
  }

  /** The variables that change, as they are to stand so that {@code hosts} pass. */
  Map<String, String> with(List<String> hosts) {
    Set<String> merged = new LinkedHashSet<>();
    merged.addAll(bypassed().map(list -> List.of(list.split("\\|", -1))).orElse(USUAL));
    merged.addAll(
        hosts.stream().map(host -> host.contains(":") ? "[" + host + "]" : host).toList());
    merged.remove("");
    String place =
        values.keySet().stream()
            .filter(name -> words(name).anyMatch(JvmOptions::aboutProxies))
            .reduce((earlier, later) -> later)
            .orElse("JAVA_TOOL_OPTIONS");
    Map<String, String> mended = new LinkedHashMap<>();
    for (String name : values.keySet()) {
      List<String> words = new ArrayList<>(words(name).toList());
      boolean changed = words.removeIf(word -> forces(word) || word.startsWith(BYPASS));
      if (name.equals(place)) {
        words.add(BYPASS + String.join("|", merged));
      }
      if (changed || name.equals(place)) {
        mended.put(name, String.join(" ", words));
      }
    }
    return mended;
  }

  /** The option that lets hosts pass, out of values that {@link #with} gave. */
  String nonProxyHosts(Collection<String> mended) {
    return mended.stream()
        .flatMap(JvmOptions::split)
        .filter(word -> word.startsWith(BYPASS))
        .findFirst()
        .orElse(BYPASS);
  }

  private Optional<String> bypassed() {
    return words()
        .filter(word -> word.startsWith(BYPASS))
        .reduce((earlier, later) -> later)
        .map(word -> word.substring(BYPASS.length()).replaceAll("[\"']", ""));
  }

  private Stream<String> words() {
    return values.keySet().stream().flatMap(this::words);
  }

  private Stream<String> words(String name) {
    return split(values.getOrDefault(name, ""));
  }

  private static Stream<String> split(String options) {
    return Arrays.stream(options.split("\\s+")).filter(word -> !word.isEmpty());
  }

  private static boolean forces(String word) {
    return word.equals(FORCE) || word.startsWith(FORCE + "=");
  }

  private static boolean aboutProxies(String word) {
    return forces(word) || word.startsWith(BYPASS) || PROXY.matcher(word).matches();
  }
}
