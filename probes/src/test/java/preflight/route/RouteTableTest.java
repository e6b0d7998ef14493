package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.plan.ClientSelection;
import preflight.plan.Container;

class RouteTableTest {

  private static final String PROXY = "http://proxy.corp:3128";
  private static final URI METADATA = URI.create("http://metadata.google.internal/");
  private static final URI BY_ADDRESS = URI.create("http://169.254.169.254/");
  private static final URI GITHUB = URI.create("https://github.com/");

  @TempDir private Path root;

  /** A value that stops a client does so where NO_PROXY covers the host, too. */
  static Stream<Arguments> stoppingSettings() {
    return Stream.of(
        arguments("git", "http_proxy=http://user@proxy.corp:3128", "no password"),
        arguments("git", "all_proxy=user@proxy.corp:3128", "no password"),
        arguments("git", "http_proxy=http://proxy.corp:3128\n", "no URL"),
        arguments("python-urllib", "http_proxy=http:/proxy.corp:3128", "no URL"),
        arguments("python-urllib", "http_proxy=/", "no URL"),
        arguments("node-fetch", "http_proxy=proxy.corp:3128", "wants a URL"),
        arguments("node-fetch", "https_proxy=proxy.corp:3128", "wants a URL"),
        arguments("node-fetch", "http_proxy=http://proxy.corp:99999", "port"),
        arguments("node-fetch", "http_proxy=http://u:%zz@proxy.corp:3128", "percent-encoded"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("stoppingSettings")
  void valueStopsTheClientThoughTheHostIsExcluded(String client, String setting, String why) {
    String[] pair = setting.split("=", 2);
    Map<String, String> environment =
        Map.of(pair[0], pair[1], "no_proxy", "github.com", "NODE_USE_ENV_PROXY", "1");
    ClientFamily family = ClientFamily.of(client).orElseThrow();

    Decision stopped =
        RouteTable.of(new Container(environment, root))
            .decide(family, URI.create("http://github.com"));

    assertThat(stopped.decidedBy().map(Setting::name)).contains(pair[0]);
    assertThat(stopped.route())
        .isInstanceOfSatisfying(
            Route.Unsupported.class, route -> assertThat(route.reason()).contains(why));
  }

  /** Who asks directly though the value is as bad: it looks at NO_PROXY first. */
  @ParameterizedTest
  @CsvSource({
    "curl, http://user@proxy.corp:3128",
    "git, http://proxy.corp:",
    "git, socks5://proxy.corp:3128",
    "python-urllib, socks5://proxy.corp:3128",
    "python-urllib, proxy.corp:port",
    "python-requests, http:/proxy.corp:3128",
    "node-gaxios, proxy.corp:3128",
    "node-fetch, socks5://proxy.corp:3128",
    "go, proxy.corp:99999"
  })
  void badValueIsHarmlessWhereTheHostIsExcluded(String client, String value) {
    Map<String, String> environment =
        Map.of("http_proxy", value, "no_proxy", "github.com", "NODE_USE_ENV_PROXY", "1");
    ClientFamily family = ClientFamily.of(client).orElseThrow();

    assertThat(
            RouteTable.of(new Container(environment, root))
                .decide(family, URI.create("http://github.com"))
                .route())
        .isEqualTo(new Route.Direct());
  }

  /** Who is proxied on the way to the metadata server's name; nobody else is. */
  static Stream<Arguments> metadataSettings() {
    String requests = "gcloud-token google-auth-python python-requests";
    return Stream.of(
        arguments("", ""),
        arguments("HTTP_PROXY=P", requests + " python-urllib node-gaxios go"),
        arguments("http_proxy=P", requests + " python-urllib curl wget git node-gaxios go"),
        arguments("ALL_PROXY=P", requests + " curl git"),
        arguments("all_proxy=P", requests + " curl git"),
        arguments("HTTPS_PROXY=P", "node-gaxios"),
        arguments("https_proxy=P", "node-gaxios"),
        arguments("HTTP_PROXY=", ""),
        arguments("HTTP_PROXY=P http_proxy=", "node-gaxios go"),
        arguments("Http_Proxy=P", requests + " python-urllib"),
        arguments("HTTP_proxy=P", requests + " python-urllib"),
        arguments("HTTP_proxy= Http_Proxy=P", ""),
        arguments("HTTP_PROXY= Http_Proxy=P", requests + " python-urllib"),
        arguments("Http_Proxy=P http_proxy=", ""),
        arguments("All_Proxy=P", requests),
        arguments("HTTP_PROXY=P No_Proxy=.internal", "node-gaxios go"),
        arguments(
            "HTTP_PROXY=P No_Proxy=.internal no_proxy=x",
            requests + " python-urllib node-gaxios go"),
        arguments("Http_Proxy=P REQUEST_METHOD=GET", ""),
        arguments("HTTP_proxy=P REQUEST_METHOD=GET", requests + " python-urllib"),
        arguments("http_proxy=P NO_PROXY=metadata.google.internal", "wget"),
        arguments(
            "http_proxy=P NO_PROXY=metadata.google.internal no_proxy=other",
            "curl " + requests + " python-urllib wget git"),
        arguments("HTTP_PROXY=P NO_PROXY=*.google.internal", requests + " python-urllib"),
        arguments("HTTP_PROXY=P NO_PROXY=.google.internal", ""),
        arguments("HTTP_PROXY=P NO_PROXY=google.internal", "node-gaxios"),
        arguments("HTTP_PROXY=P NO_PROXY=.internal", ""),
        arguments("HTTP_PROXY=P NO_PROXY=metadata", requests + " python-urllib node-gaxios go"),
        arguments(
            "HTTP_PROXY=P NO_PROXY=169.254.169.254", requests + " python-urllib node-gaxios go"),
        arguments(
            "HTTP_PROXY=P NO_PROXY=localhost;metadata.google.internal",
            requests + " python-urllib node-gaxios go"),
        arguments("HTTP_PROXY=P NO_PROXY=localhost,~metadata.google.internal", ""),
        arguments("HTTP_PROXY=P NO_PROXY=*", "node-gaxios"),
        arguments(
            "HTTP_PROXY=P no_proxy=metadata.google.internal,metadata,169.254.169.254"
                + " NO_PROXY=metadata.google.internal,metadata,169.254.169.254",
            ""),
        arguments(
            "CLOUDSDK_PROXY_TYPE=http CLOUDSDK_PROXY_ADDRESS=proxy.corp"
                + " CLOUDSDK_PROXY_PORT=3128 NO_PROXY=*",
            "gcloud-token"),
        arguments(
            "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp",
            "java-jdk java-okhttp" + " google-auth-java"),
        arguments("JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=proxy.corp", ""),
        arguments("NODE_USE_ENV_PROXY=1 http_proxy=P NO_PROXY=metadata.google.internal", "wget"),
        arguments(
            "NODE_OPTIONS=--use-env-proxy HTTP_PROXY=P NO_PROXY=x",
            requests + " python-urllib node-gaxios node-fetch go"));
  }

  @ParameterizedTest(name = "{0} proxies [{1}]")
  @MethodSource("metadataSettings")
  void familiesDifferOnTheWayToTheMetadataServer(String settings, String proxied) {
    assertThat(proxied(settings, METADATA))
        .isEqualTo(
            Stream.of(proxied.split(" "))
                .filter(label -> !label.isEmpty())
                .map(label -> ClientFamily.of(label).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ClientFamily.class))));
  }

  @ParameterizedTest(name = "{0}: name {1}, address {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata.google.internal | true  | false
          .google.internal         | true  | false
          google.internal          | true  | false
          *.google.internal        | false | false
          .internal                | true  | false
          169.254.169.254          | false | true
          169.254.0.0/16           | false | true
          169.254.0.0/17           | false | false
          metadata                 | false | false
          *                        | true  | true
          """)
  void requestsAndCurlReadTheListAsTheFactsSay(String list, boolean name, boolean address) {
    RouteTable table = table("http_proxy=P NO_PROXY=" + list);
    for (var family : List.of(ClientFamily.CURL, ClientFamily.PYTHON_REQUESTS)) {
      assertThat(direct(table.decide(family, METADATA))).as("%s by name", family).isEqualTo(name);
      assertThat(direct(table.decide(family, BY_ADDRESS)))
          .as("%s by address", family)
          .isEqualTo(address);
    }
  }

  @Test
  void decisionNamesTheSettingAndTheEntry() {
    Decision decision =
        table("HTTP_PROXY=http://user:secret@proxy.corp:3128 NO_PROXY=x,.google.internal")
            .decide(ClientFamily.PYTHON_REQUESTS, METADATA);

    assertThat(decision.decidedBy())
        .contains(
            new Setting("HTTP_PROXY", Setting.Origin.ENVIRONMENT, "http://***@proxy.corp:3128"));
    assertThat(decision.matched()).contains(".google.internal");
    assertThat(decision.route()).isEqualTo(new Route.Direct());
  }

  @Test
  void httpIsForwardedAndHttpsTunnelled() {
    RouteTable table = table("http_proxy=P https_proxy=P");

    assertThat(table.decide(ClientFamily.CURL, METADATA).route()).isInstanceOf(Route.Forward.class);
    assertThat(table.decide(ClientFamily.CURL, GITHUB).route()).isInstanceOf(Route.Tunnel.class);
    assertThat(table.decide(ClientFamily.NODE_GAXIOS, METADATA).route())
        .isInstanceOf(Route.Tunnel.class);
  }

  @Test
  void credentialsGoWithTheAddressAndAreDecoded() {
    Route route =
        table("https_proxy=http://us%65r:p%40ss@proxy.corp:3128")
            .decide(ClientFamily.CURL, GITHUB)
            .route();

    assertThat(route.proxy().flatMap(ProxyAddress::userinfo)).contains("user:p@ss");
    assertThat(route.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
  }

  @Test
  void goRefusesItsVariableInCgiAndNeverProxiesLoopback() {
    RouteTable table = table("HTTP_PROXY=P HTTPS_PROXY=P REQUEST_METHOD=GET");

    assertThat(table.decide(ClientFamily.GO, METADATA).route())
        .isInstanceOf(Route.Unsupported.class);
    assertThat(table.decide(ClientFamily.GO, URI.create("https://127.0.0.1/")).route())
        .isEqualTo(new Route.Direct());
    assertThat(table.decide(ClientFamily.PYTHON_REQUESTS, METADATA).route())
        .isEqualTo(new Route.Direct());
  }

  @ParameterizedTest(name = "{0} covers go.corp.test:8080 for Go: {1}")
  @CsvSource({
    "corp.test,true",
    ".corp.test,true",
    "*.corp.test,true",
    "go.corp.test:8080,true",
    "go.corp.test:80,false",
    "o.corp.test,false",
    ".go.corp.test,false",
    "10.0.0.0/8,false"
  })
  void goReadsTheListInItsOwnWay(String list, boolean direct) {
    Decision decision =
        table("HTTP_PROXY=P NO_PROXY=" + list)
            .decide(ClientFamily.GO, URI.create("http://go.corp.test:8080/"));
    assertThat(direct(decision)).isEqualTo(direct);
  }

  @Test
  void remedyCanBeProven() {
    RouteTable incident = table("HTTP_PROXY=P");
    String list = "metadata.google.internal,metadata,169.254.169.254";
    RouteTable mended = incident.with(Map.of("NO_PROXY", list, "no_proxy", list));

    assertThat(incident.decisions(METADATA)).anyMatch(decision -> !direct(decision));
    assertThat(mended.decisions(METADATA)).allMatch(RouteTableTest::direct);
    assertThat(mended.decisions(BY_ADDRESS)).allMatch(RouteTableTest::direct);
    assertThat(mended.decisions(URI.create("http://example.test/")))
        .anyMatch(decision -> !direct(decision));
  }

  @ParameterizedTest
  @CsvSource({
    "gcloud-detection,GCE_METADATA_ROOT=127.0.0.5:8080,http://127.0.0.5:8080",
    "gcloud-detection,GCE_METADATA_HOST=127.0.0.5,http://metadata.google.internal",
    "gcloud-token,GCE_METADATA_ROOT=127.0.0.5,http://127.0.0.5",
    "google-auth-python,GCE_METADATA_HOST=a.test GCE_METADATA_ROOT=b.test,http://a.test",
    "node-gaxios,,http://169.254.169.254",
    "node-gaxios,GCE_METADATA_IP=http://127.0.0.6/,http://127.0.0.6",
    "go-metadata,,http://169.254.169.254",
    "google-auth-java,GCE_METADATA_HOST=no~host,http://metadata.google.internal",
    "curl,GCE_METADATA_HOST=127.0.0.5,http://metadata.google.internal"
  })
  void metadataServerIsWhereTheFamilyLooksForIt(String label, String settings, String url) {
    ClientFamily family = ClientFamily.of(label).orElseThrow();
    assertThat(table(settings == null ? "" : settings).metadataUrl(family))
        .isEqualTo(URI.create(url));
  }

  @Test
  void toolsOnThePathCount() throws IOException {
    tool("/usr/bin/curl");
    tool("/opt/preflight/jre/bin/java");
    RouteTable table = table("PATH=/opt/preflight/jre/bin:/usr/bin");

    assertThat(table.counted(new ClientSelection.Auto())).containsExactly(ClientFamily.CURL);

    tool("/usr/bin/java");
    assertThat(table.counted(new ClientSelection.Auto()))
        .containsExactly(
            ClientFamily.CURL,
            ClientFamily.JAVA_JDK,
            ClientFamily.JAVA_OKHTTP,
            ClientFamily.GOOGLE_AUTH_JAVA);
  }

  @Test
  void withoutToolsNobodyCounts() {
    assertThat(table("PATH=/usr/bin").counted(new ClientSelection.Auto())).isEmpty();
  }

  @Test
  void chosenFamiliesCountAndAWrongOneIsNamed() {
    RouteTable table = table("");

    assertThat(table.counted(new ClientSelection.Only(List.of("go", "go-metadata"))))
        .containsExactly(ClientFamily.GO, ClientFamily.GO_METADATA);
    assertThatThrownBy(() -> table.counted(new ClientSelection.Only(List.of("perl"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"perl\"")
        .hasMessageContaining("gcloud-token, google-auth-python");
  }

  @Test
  void unreadFilesAreNamed() throws IOException {
    write("/home/job/.curlrc", "proxy = http://user:secret@proxy.corp\n");
    write("/home/job/.npmrc", "# proxy=http://proxy.corp\n");
    RouteTable table = table("HOME=/home/job JDK_JAVA_OPTIONS=@/etc/jvm.options");

    assertThat(table.remarks())
        .containsExactly(
            "/home/job/.curlrc speaks of a proxy, and Preflight does not follow it",
            "JDK_JAVA_OPTIONS names an options file that Preflight does not read");
  }

  /** Assignments separated by blanks; {@code P} stands for the proxy, a tilde for a blank. */
  private RouteTable table(String settings) {
    Map<String, String> environment = new HashMap<>();
    for (String assignment : settings.isEmpty() ? new String[0] : settings.split(" ", -1)) {
      int equals = assignment.indexOf('=');
      String value = assignment.substring(equals + 1).replace('~', ' ');
      environment.put(assignment.substring(0, equals), value.equals("P") ? PROXY : value);
    }
    return RouteTable.of(new Container(environment, root));
  }

  private EnumSet<ClientFamily> proxied(String settings, URI url) {
    return table(settings).decisions(url).stream()
        .filter(decision -> !direct(decision))
        .map(Decision::family)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ClientFamily.class)));
  }

  private static boolean direct(Decision decision) {
    return decision.route() instanceof Route.Direct;
  }

  private void tool(String path) throws IOException {
    write(path, "");
    assertThat(root.resolve(path.substring(1)).toFile().setExecutable(true)).isTrue();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
