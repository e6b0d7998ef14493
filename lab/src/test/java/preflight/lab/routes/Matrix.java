package preflight.lab.routes;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings and URLs over which the route table is held against real clients. In a setting, {@code
 * #} stands for the proxy that listens for it, and two blanks part it from the next.
 */
final class Matrix {

  /** The hosts file of every row's container. */
  static final String HOSTS =
      """
      127.0.0.1 localhost
      10.8.0.2 proxy.corp proxy
      169.254.169.254 metadata.google.internal metadata
      10.20.0.5 api.corp.test api.corp.test.
      """;

  /** The addresses of these hosts. */
  static final List<String> ADDRESSES =
      List.of("10.8.0.2", "169.254.169.254", "10.20.0.5", "fd20:ce::254");

  /** A second key of git's, which switches proxies off; what follows is the key. */
  private static final String NO_GIT_PROXY =
      "  GIT_CONFIG_COUNT=2  GIT_CONFIG_VALUE_1=  GIT_CONFIG_KEY_1=";

  /** Which variable names the proxy. */
  private static final List<String> PROXIES =
      List.of(
          "",
          "http_proxy=#",
          "HTTP_PROXY=#",
          "https_proxy=#",
          "HTTPS_PROXY=#",
          "all_proxy=#",
          "ALL_PROXY=#",
          "http_proxy=#  HTTP_PROXY=#",
          "https_proxy=#  HTTPS_PROXY=#",
          "all_proxy=#  ALL_PROXY=#",
          "HTTP_PROXY=#  HTTPS_PROXY=#",
          "http_proxy=#  https_proxy=#",
          "http_proxy=  HTTP_PROXY=#",
          "http_proxy=#  HTTP_PROXY=",
          "http_proxy=  HTTP_PROXY=",
          "https_proxy=  HTTPS_PROXY=#",
          "https_proxy=#  HTTPS_PROXY=",
          "http_proxy=  https_proxy=  all_proxy=#",
          "HTTP_PROXY=  HTTPS_PROXY=  ALL_PROXY=#",
          "all_proxy=  ALL_PROXY=#",
          "all_proxy=#  ALL_PROXY=",
          "http_proxy=#  https_proxy=#  all_proxy=#",
          "HTTP_PROXY=#  HTTPS_PROXY=#  ALL_PROXY=#",
          "http_proxy=#  HTTP_PROXY=#  https_proxy=#  HTTPS_PROXY=#  all_proxy=#  ALL_PROXY=#",
          "Http_Proxy=#",
          "Http_Proxy=#  http_proxy=#",
          "Http_Proxy=#  HTTP_proxy=#",
          "Http_Proxy=#  HTTP_proxy=",
          "Http_Proxy=#  HTTP_PROXY=",
          "https_PROXY=#",
          "https_PROXY=#  HTTPS_PROXY=",
          "All_Proxy=#",
          "All_Proxy=#  all_proxy=",
          "HTTP_PROXY=#  No_Proxy=api.corp.test",
          "HTTP_PROXY=#  No_Proxy=api.corp.test  no_proxy=x",
          "HTTP_PROXY=#  NO_proxy=  NO_PROXY=api.corp.test",
          "Http_Proxy=#  REQUEST_METHOD=GET",
          "HTTP_proxy=#  REQUEST_METHOD=GET",
          "HTTP_PROXY=#  REQUEST_METHOD=GET",
          "http_proxy=#  REQUEST_METHOD=GET",
          "HTTP_PROXY=#  http_proxy=#  REQUEST_METHOD=GET",
          "HTTPS_PROXY=#  REQUEST_METHOD=GET",
          "http_proxy=#  GIT_CONFIG_COUNT=1  GIT_CONFIG_KEY_0=http.proxy  GIT_CONFIG_VALUE_0=#",
          "http_proxy=#  GIT_CONFIG_COUNT=1  GIT_CONFIG_KEY_0=http.proxy  GIT_CONFIG_VALUE_0=",
          "https_proxy=#  GIT_CONFIG_COUNT=1  GIT_CONFIG_KEY_0=http.https://api.corp.test.proxy"
              + "  GIT_CONFIG_VALUE_0=#",
          "GIT_CONFIG_COUNT=1  GIT_CONFIG_KEY_0=http.proxy  GIT_CONFIG_VALUE_0=#"
              + "  no_proxy=api.corp.test",
          excludedProxy("http://user@proxy.corp:3101"),
          excludedProxy("http://proxy.corp:3101\n"),
          excludedProxy("http:/proxy.corp:3101"),
          excludedProxy("proxy.corp:3101"),
          excludedProxy("socks5://proxy.corp:3101"),
          excludedProxy("http://user:p%ss@proxy.corp:3101"),
          excludedProxy("http://proxy.corp:99999"),
          "http_proxy=#  https_proxy=proxy.corp:3103",
          gitProxy("http://*.corp.test"),
          gitProxy("https://api.*.test.:0443/"),
          gitProxy("http://a*.corp.test"),
          gitProxy("http://me@api.corp.test"),
          gitProxy("http://api.corp.test/x/y"),
          gitProxy("http://*.corp.test/x") + NO_GIT_PROXY + "http.http://api.corp.test.proxy",
          gitProxy("http://api.corp.test") + NO_GIT_PROXY + "http.http://*.corp.test/x.proxy",
          gitProxy("http://api.corp.test") + NO_GIT_PROXY + "http.proxy",
          gitProxy("http://api.corp.test") + NO_GIT_PROXY + "HTTP.HTTP://API.corp.test:80.PROXY");

  private static final List<String> LISTS =
      List.of(
          "*",
          "*,x",
          "x,*",
          "metadata.google.internal",
          "METADATA.google.internal",
          "metadata.google.internal.",
          ".metadata.google.internal",
          ".google.internal",
          "google.internal",
          "*.google.internal",
          "*google.internal",
          ".internal",
          "metadata",
          "metadata.*",
          "x,metadata.google.internal",
          "x, metadata.google.internal",
          "x ,metadata.google.internal",
          "x metadata.google.internal",
          "x;metadata.google.internal",
          "metadata.google.internal;x",
          " metadata.google.internal",
          "metadata.google.internal ",
          "metadata.google.internal\n",
          "metadata.google.internal\r",
          "x,\nmetadata.google.internal",
          "x\nmetadata.google.internal",
          "x\tmetadata.google.internal",
          "* ",
          "\"metadata.google.internal\"",
          "\"x,metadata.google.internal,x\"",
          ",,metadata.google.internal,",
          "http://metadata.google.internal",
          "metadata.google.internal:80",
          "metadata.google.internal:81",
          "169.254.169.254",
          "169.254.169.254:80",
          "169.254.169.254/32",
          "169.254.0.0/16",
          "169.254.",
          "169.254.*",
          ".169.254",
          "169.254",
          "x, 169.254.169.254",
          "x;169.254.169.254",
          "0.0.0.0/0",
          "169.254.169.254/0",
          "10.20.0.5/0",
          "::ffff:10.20.0.5",
          "::ffff:10.20.0.0/112",
          "api.corp.test",
          "API.corp.test",
          "corp.test",
          ".corp.test",
          "..corp.test",
          ".corp.test.",
          ".corp.test:443",
          "https://.corp.test",
          "*corp.test",
          "*.corp.test",
          "pi.corp.test",
          "test",
          "corp",
          "api.corp.test:443",
          "api.corp.test:8080",
          "10.20.0.0/16",
          "010.020.000.005",
          "10.20.0.5",
          "fd20:ce::254",
          "[fd20:ce::254]",
          "fd20:ce::/32",
          "fd20:00ce::0254",
          "localhost",
          "127.0.0.1",
          "localhost,127.0.0.1,metadata.google.internal,metadata,169.254.169.254,.corp.test");

  /** Lists of which the one spelling says another thing than the other. */
  private static final List<String> CONFLICTS =
      List.of(
          "no_proxy=metadata.google.internal  NO_PROXY=x",
          "no_proxy=x  NO_PROXY=metadata.google.internal",
          "no_proxy=  NO_PROXY=metadata.google.internal",
          "no_proxy=metadata.google.internal  NO_PROXY=",
          "no_proxy=metadata.google.internal",
          "NO_PROXY=metadata.google.internal",
          "no_proxy=169.254.0.0/16  NO_PROXY=api.corp.test",
          "NO_PROXY=*",
          "no_proxy=*");

  private static final String HTTP = "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=#";

  private static final String BOTH =
      HTTP + " -Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=# -Dhttp.nonProxyHosts=";

  private static final String FLAG = " -Dcom.google.api.client.should_use_proxy";

  private static final List<String> JVM =
      List.of(
          "http_proxy=#  HTTPS_PROXY=#",
          "JAVA_TOOL_OPTIONS=" + HTTP,
          "JDK_JAVA_OPTIONS=" + HTTP,
          "_JAVA_OPTIONS=" + HTTP,
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp",
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=0",
          "JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=#",
          "JAVA_TOOL_OPTIONS=-DproxyHost=proxy.corp -DproxyPort=#",
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp -DproxyPort=#",
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=x",
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=[fd20:ce::254] -Dhttp.proxyPort=#",
          "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=  _JAVA_OPTIONS=" + HTTP,
          "JAVA_TOOL_OPTIONS=" + HTTP + "  _JAVA_OPTIONS=-Dhttp.proxyHost=",
          "JAVA_TOOL_OPTIONS='-Dhttp.proxyHost=proxy.corp' \"-Dhttp.proxyPort=#\"",
          "JAVA_TOOL_OPTIONS=" + HTTP + " -Dhttps.nonProxyHosts=metadata.google.internal",
          "JAVA_TOOL_OPTIONS=" + HTTP + "  NO_PROXY=*",
          "JAVA_TOOL_OPTIONS=" + BOTH,
          "JAVA_TOOL_OPTIONS=" + BOTH + "*",
          "JAVA_TOOL_OPTIONS=" + BOTH + "metadata.google.internal|169.254.169.254",
          "JAVA_TOOL_OPTIONS=" + BOTH + "metadata.google.internal,169.254.169.254",
          "JAVA_TOOL_OPTIONS=" + BOTH + "Metadata.*|169.254.*",
          "JAVA_TOOL_OPTIONS=" + BOTH + "*.internal|*.test",
          "JAVA_TOOL_OPTIONS=" + BOTH + ".google.internal|.corp.test",
          "JAVA_TOOL_OPTIONS=" + BOTH + "169.254.0.0/16|10.20.0.0/16",
          "JAVA_TOOL_OPTIONS=" + BOTH + "*google*",
          "JAVA_TOOL_OPTIONS=" + BOTH + "[fd20:ce::254]",
          "JAVA_TOOL_OPTIONS=" + BOTH + "*" + FLAG + "=false",
          "JAVA_TOOL_OPTIONS=" + HTTP + FLAG + "=true",
          "JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=#" + FLAG);

  private static final List<String> API =
      List.of("http://api.corp.test/x", "https://api.corp.test/x");

  private static final List<String> METADATA =
      List.of("http://metadata.google.internal/x", "http://169.254.169.254/x");

  private static final List<String> EVERYWHERE =
      Stream.of(
              METADATA,
              API,
              List.of(
                  "http://api.corp.test:8080/x",
                  "https://api.corp.test:8443/x",
                  "http://10.20.0.5/x",
                  "http://[fd20:ce::254]/x",
                  "http://127.0.0.1:8080/x",
                  "http://localhost:8080/x"))
          .flatMap(List::stream)
          .toList();

  private Matrix() {}

  private static String excludedProxy(String value) {
    return "http_proxy=%1$s  https_proxy=%1$s  no_proxy=api.corp.test  NO_PROXY=api.corp.test"
        .formatted(value);
  }

  private static String gitProxy(String url) {
    return "http_proxy=#  https_proxy=#  GIT_CONFIG_COUNT=1  GIT_CONFIG_VALUE_0=#"
        + "  GIT_CONFIG_KEY_0=http.%s.proxy".formatted(url);
  }

  /** What is asked in containers whose variables name proxies, and bypass none. */
  static List<Row> variables() {
    return PROXIES.stream().flatMap(settings -> rows(settings, API)).toList();
  }

  /** What is asked in containers whose variables speak of proxies. */
  static List<Row> environment() {
    Stream<Row> values = ProxyUrls.ALL.stream().flatMap(value -> rows(everyVariable(value), API));
    Stream<Row> lists = LISTS.stream().flatMap(list -> rows(withList(list), EVERYWHERE));
    Stream<Row> conflicts =
        CONFLICTS.stream()
            .map(list -> {
              Map<String, String> environment = everyVariable("#");
              environment.putAll(environment(list));
              return environment;
            })
            .flatMap(environment -> rows(environment, EVERYWHERE.subList(0, 4)));
    Stream<Row> dotted =
        Stream.of("api.corp.test", ".corp.test", "api.corp.test.")
            .flatMap(list -> rows(withList(list), List.of("http://api.corp.test./x")));
    return Stream.of(variables().stream(), values, lists, dotted, conflicts)
        .flatMap(rows -> rows)
        .toList();
  }

  /** What is asked in containers whose variables speak of system properties. */
  static List<Row> jvm() {
    return JVM.stream().flatMap(settings -> rows(settings, EVERYWHERE)).toList();
  }

  private static Map<String, String> everyVariable(String value) {
    Map<String, String> environment = new LinkedHashMap<>();
    Stream.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY")
        .forEach(name -> environment.put(name, value(name, value)));
    return environment;
  }

  private static Map<String, String> withList(String list) {
    Map<String, String> environment = everyVariable("#");
    environment.put("no_proxy", list);
    environment.put("NO_PROXY", list);
    return environment;
  }

  private static Map<String, String> environment(String settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    Arrays.stream(settings.split("  ", -1))
        .filter(setting -> !setting.isEmpty())
        .map(setting -> setting.split("=", 2))
        .forEach(pair -> environment.put(pair[0], value(pair[0], pair[1])));
    return environment;
  }

  private static Stream<Row> rows(String settings, List<String> urls) {
    return rows(environment(settings), urls);
  }

  private static Stream<Row> rows(Map<String, String> environment, List<String> urls) {
    return urls.stream().map(url -> new Row(environment, URI.create(url)));
  }

  private static String value(String name, String written) {
    if (name.contains("JAVA")) {
      return written
          .replace("http.proxyPort=#", "http.proxyPort=" + Ports.proxy("http.proxyPort"))
          .replace("https.proxyPort=#", "https.proxyPort=" + Ports.proxy("https.proxyPort"))
          .replace("proxyPort=#", "proxyPort=" + Ports.proxy("proxyPort"));
    }
    return written.equals("#") ? "http://proxy.corp:" + Ports.proxy(name) : written;
  }
}
