package preflight.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.plan.JvmOptionSource;

/** Settings that are seen and not followed; each is named, none is passed over in silence. */
final class UnreadFiles {

  private UnreadFiles() {}

  /** One sentence for each, without any value. */
  static List<String> remarks(Container container) {
    String home = container.variable("HOME").orElse("/root");
    List<String> remarks = new ArrayList<>();
    Stream.of(
            container.variable("CURL_HOME").orElse(home) + "/.curlrc",
            container.variable("WGETRC").orElse(home + "/.wgetrc"),
            "/etc/wgetrc",
            home + "/.npmrc",
            "/etc/pip.conf",
            home + "/.config/pip/pip.conf",
            home + "/.pip/pip.conf",
            home + "/.m2/settings.xml")
        .distinct()
        .filter(file -> container.text(file).filter(UnreadFiles::speaksOfProxies).isPresent())
        .forEach(file ->
            remarks.add(
                ProxyValue.masked(file) + " speaks of a proxy, and Preflight does not follow it"));
    Stream.of(JvmOptionSource.values())
        .filter(source -> source.options(container).filter(UnreadFiles::namesFile).isPresent())
        .forEach(
            source -> remarks.add(source + " names an options file that Preflight does not read"));
    if (JvmProperties.of(container)
        .property("java.net.useSystemProxies")
        .filter("true"::equals)
        .isPresent()) {
      remarks.add(
          "java.net.useSystemProxies is set, and Preflight does not ask the desktop's settings");
    }
    Stream.of("auto_proxy", "AUTO_PROXY", "autoproxy", "PROXY_PAC", "proxy_pac")
        .filter(name -> container.variable(name).filter(value -> !value.isEmpty()).isPresent())
        .forEach(
            name -> remarks.add(name + " names a PAC file, which Preflight does not evaluate"));
    GitConfig.files(container)
        .filter(file -> container.text(file).filter(UnreadFiles::includesAnother).isPresent())
        .forEach(file ->
            remarks.add(
                ProxyValue.masked(file) + " includes another file, which Preflight does not read"));
    container.variable("JAVA_HOME").stream()
        .flatMap(jdk -> Stream.of("/conf/", "/lib/").map(kind -> jdk + kind + "net.properties"))
        .filter(file -> container.text(file).filter(UnreadFiles::namesProxy).isPresent())
        .forEach(file ->
            remarks.add(
                ProxyValue.masked(file) + " names a proxy, and Preflight does not follow it"));
    return List.copyOf(remarks);
  }

  private static boolean speaksOfProxies(String text) {
    return text.lines()
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(line -> !line.startsWith("#") && !line.startsWith(";"))
        .anyMatch(line -> line.contains("prox") || line.startsWith("-x"));
  }

  private static boolean includesAnother(String gitConfig) {
    return GitConfigText.parse(gitConfig).stream()
        .anyMatch(entry -> entry.section().matches("include(if)?") && entry.key().equals("path"));
  }

  /** The file as the JDK brings it has only comments of that. */
  private static boolean namesProxy(String netProperties) {
    return netProperties
        .lines()
        .anyMatch(line -> line.strip().matches("(https?\\.p|socksP)roxyHost\\s*[=:\\s].*\\S.*"));
  }

  private static boolean namesFile(String options) {
    return Optional.of(options)
        .filter(text -> text.matches("(?s)(.*\\s)?(@|-XX:(Flags|VMOptionsFile)=).*"))
        .isPresent();
  }
}
