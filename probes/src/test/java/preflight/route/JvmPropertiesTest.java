package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.plan.Container;

@Isolated
class JvmPropertiesTest {

  private static final List<URI> URLS =
      List.of(
          URI.create("http://metadata.google.internal/"),
          URI.create("http://METADATA.google.internal/"),
          URI.create("http://169.254.169.254/"),
          URI.create("http://127.0.0.1:8080/"),
          URI.create("http://[::1]/"),
          URI.create("http://localhost/"),
          URI.create("https://github.com/"),
          URI.create("https://api.corp.test:8443/"));

  /** The oracle is this very JDK: it is asked, and sends nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128",
        "-Dhttp.proxyHost=proxy.corp",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=0",
        "-Dhttps.proxyHost=proxy.corp",
        "-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=3128 -Dhttp.nonProxyHosts=*.corp.test",
        "-DproxyHost=proxy.corp -DproxyPort=3128",
        "-Dhttp.proxyHost=proxy.corp -DproxyPort=3128",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=0 -DproxyPort=3128",
        "-DproxyHost=proxy.corp -Dhttp.proxyPort=3128 -DproxyPort=3129",
        "-DproxyHost=proxy.corp -Dhttps.proxyPort=3128",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=03128",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=$PORT",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=+3128",
        "-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=",
        "-Dhttp.proxyHost=fd20::5 -Dhttp.proxyPort=3128",
        "-Dhttp.proxyHost= -Dhttps.proxyHost=proxy.corp",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=metadata.google.internal",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=Metadata.*|169.254.*",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=*google*",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=*",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=169.254.0.0/16",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=.google.internal",
        "-Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=metadata.google.internal,169.254.169.254",
        "-Dhttp.proxyHost=proxy.corp -Dhttps.nonProxyHosts=github.com -Dhttps.proxyHost=p.corp"
      })
  void jdkGoesWhereTheTableSays(String options) {
    Properties saved = (Properties) System.getProperties().clone();
    try {
      for (String option : options.isEmpty() ? new String[0] : options.split(" ", -1)) {
        String[] pair = option.substring(2).split("=", 2);
        System.setProperty(pair[0], pair[1]);
      }
      for (URI url : URLS) {
        assertThat(via(decide(options, ClientFamily.JAVA_JDK, url)))
            .as("%s", url)
            .isEqualTo(jdk(url));
      }
    } finally {
      System.setProperties(saved);
    }
  }

  @Test
  void proxysAddressMayStandInBrackets() {
    String options = "-Dhttp.proxyHost=[fd20::5] -Dhttp.proxyPort=3128";

    assertThat(via(decide(options, ClientFamily.JAVA_JDK, URLS.getFirst())))
        .isEqualTo("fd20::5:3128");
  }

  @Test
  void laterVariableHasTheLastWord() {
    var container =
        new Container(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC \"-Dhttp.proxyHost=tool.corp\"",
                "_JAVA_OPTIONS", "-Dhttp.proxyHost=last.corp",
                "JDK_JAVA_OPTIONS", "-Dhttp.proxyHost=jdk.corp -Dhttp.proxyPort='3128'"),
            Path.of("/nonexistent"));

    assertThat(RouteTable.of(container).decide(ClientFamily.JAVA_OKHTTP, URLS.get(0)).decidedBy())
        .contains(new Setting("http.proxyHost", Setting.Origin.JVM_PROPERTY, "last.corp:3128"));
  }

  @Test
  void commandOfTheWorkloadSpeaksAfterItsOwnVariablesAndBeforeTheLast() {
    var environment = Map.of("JDK_JAVA_OPTIONS", "-Dhttp.proxyHost=jdk.corp -Dhttp.proxyPort=3128");
    var command = List.of("/opt/java/bin/java", "-Dhttp.proxyHost=command.corp", "-jar", "a.jar");
    var container = new Container(environment, Path.of("/nonexistent"), command);

    assertThat(decidedBy(container)).contains("command.corp:3128");
    assertThat(decidedBy(container.in(Map.of("_JAVA_OPTIONS", "-Dhttp.proxyHost=last.corp"))))
        .contains("last.corp");
  }

  private static Optional<String> decidedBy(Container container) {
    return RouteTable.of(container)
        .decide(ClientFamily.JAVA_JDK, URLS.get(0))
        .decidedBy()
        .map(Setting::value);
  }

  @Test
  void googlesFlagProxiesEvenTheMetadataServer() {
    String options =
        "-Dcom.google.api.client.should_use_proxy=false -Dhttps.proxyHost=proxy.corp"
            + " -Dhttps.proxyPort=3128 -Dhttp.nonProxyHosts=*";

    assertThat(via(decide(options, ClientFamily.GOOGLE_AUTH_JAVA, URLS.get(0))))
        .isEqualTo("proxy.corp:3128");
    assertThat(via(decide(options, ClientFamily.JAVA_JDK, URLS.get(0)))).isEqualTo("direct");
    assertThat(
            decide(
                    "-Dcom.google.api.client.should_use_proxy",
                    ClientFamily.GOOGLE_AUTH_JAVA,
                    URLS.get(0))
                .route())
        .isInstanceOf(Route.Unsupported.class);
  }

  @Test
  void urlInAHostPropertyIsRefused() {
    assertThat(
            decide(
                    "-Dhttp.proxyHost=http://user:s3cret@proxy.corp",
                    ClientFamily.JAVA_JDK,
                    URLS.get(0))
                .route())
        .isEqualTo(
            new Route.Unsupported(
                "http.proxyHost=http://***@proxy.corp",
                "http.proxyHost takes a host name and no URL"));
  }

  @Test
  void environmentsProxyMeansNothing() {
    var container =
        new Container(Map.of("http_proxy", "http://proxy.corp:1"), Path.of("/nonexistent"));

    assertThat(RouteTable.of(container).decide(ClientFamily.JAVA_JDK, URLS.get(0)).route())
        .isEqualTo(new Route.Direct());
  }

  private static Decision decide(String options, ClientFamily family, URI url) {
    var container = new Container(Map.of("JAVA_TOOL_OPTIONS", options), Path.of("/nonexistent"));
    return RouteTable.of(container).decide(family, url);
  }

  private static String via(Decision decision) {
    return decision
        .route()
        .proxy()
        .map(proxy -> proxy.host() + ":" + proxy.port())
        .orElseGet(() -> decision.route().via());
  }

  private static String jdk(URI url) {
    Proxy proxy = ProxySelector.getDefault().select(url).getFirst();
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }
}
