package preflight.diagnosis.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.plan.JvmOptionSource;

/**
 * What gives options to the JVMs of the container, and how their proxy is mended.
 *
 * @param values the sources that say something, in the order in which a JVM takes them up; the last
 *     word wins
 */
record JvmOptions(Map<JvmOptionSource, String> values) {

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
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  static JvmOptions of(Container container) {
    Map<JvmOptionSource, String> values = new EnumMap<>(JvmOptionSource.class);
    for (JvmOptionSource source : JvmOptionSource.values()) {
      source.options(container).ifPresent(value -> values.put(source, value));
    }
    return new JvmOptions(values);
  }

  /** Whether Google's HTTP client is told to ask a proxy for everything, nonProxyHosts or not. */
  boolean forcesProxy() {
    return words().anyMatch(JvmOptions::forces);
  }

  /** Whether the workload's own command does so, which no variable undoes. */
  boolean commandForcesProxy() {
    return words(JvmOptionSource.COMMAND).anyMatch(JvmOptions::forces);
  }

  /** Whether every option of the variables may be shown. */
  boolean printable() {
    return values.keySet().stream()
        .filter(source -> source != JvmOptionSource.COMMAND)
        .flatMap(this::words)
        .allMatch(word -> HARMLESS.matcher(word).matches());
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
    JvmOptionSource place = place();
    Map<String, String> mended = new LinkedHashMap<>();
    for (JvmOptionSource source : JvmOptionSource.values()) {
      if (source == JvmOptionSource.COMMAND) {
        continue;
      }
      List<String> words = new ArrayList<>(words(source).toList());
      boolean changed = words.removeIf(word -> forces(word) || word.startsWith(BYPASS));
      if (source == place) {
        words.add(BYPASS + String.join("|", merged));
      }
      if (changed || source == place) {
        mended.put(source.name(), String.join(" ", words));
      }
    }
    return mended;
  }

  /** The variable that has its say on proxies last; only one of them speaks after the command. */
  private JvmOptionSource place() {
    if (words(JvmOptionSource.COMMAND).anyMatch(word -> word.startsWith(BYPASS))) {
      return JvmOptionSource._JAVA_OPTIONS;
    }
    return values.keySet().stream()
        .filter(source -> source != JvmOptionSource.COMMAND)
        .filter(source -> words(source).anyMatch(JvmOptions::aboutProxies))
        .reduce((earlier, later) -> later)
        .orElse(JvmOptionSource.JAVA_TOOL_OPTIONS);
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

  private Stream<String> words(JvmOptionSource source) {
    return split(values.getOrDefault(source, ""));
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
