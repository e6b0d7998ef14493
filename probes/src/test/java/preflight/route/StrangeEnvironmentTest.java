package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import preflight.plan.Container;
import preflight.plan.Target;

/** No environment makes the table throw, or print a password. */
class StrangeEnvironmentTest {

  private static final String CANARY = "c4n4ry";

  private static final List<String> NAMES =
      List.of(
          "http_proxy",
          "HTTP_PROXY",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY",
          "REQUEST_METHOD",
          "NODE_USE_ENV_PROXY",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "CLOUDSDK_PROXY_TYPE",
          "CLOUDSDK_PROXY_ADDRESS",
          "CLOUDSDK_PROXY_PORT",
          "CLOUDSDK_PROXY_PASSWORD",
          "CLOUDSDK_CONFIG",
          "HOME",
          "PATH",
          "GCE_METADATA_HOST",
          "GCE_METADATA_ROOT",
          "GCE_METADATA_IP",
          "GIT_CONFIG_COUNT",
          "GIT_CONFIG_KEY_0",
          "GIT_CONFIG_VALUE_0",
          "CLOUDSDK_ACTIVE_CONFIG_NAME",
          "auto_proxy");

  private static final List<String> PIECES =
      List.of(
          "http://",
          "https://",
          "socks5h://",
          "user:" + CANARY + "@",
          "proxy.corp",
          ":3128",
          ":",
          "/",
          "//",
          "?",
          "#",
          "@",
          "%",
          "%4",
          "%zz",
          "[",
          "]",
          "[::1]",
          "::",
          "127.0.0.1",
          "1",
          "0",
          "/8",
          "/999",
          "*",
          "*.",
          ".",
          ",",
          ";",
          " ",
          "\t",
          "\n",
          "\"",
          "'",
          "\\",
          "|",
          "$",
          "é",
          "\u0000",
          "\ud83d",
          "http",
          "-Dhttp.proxyHost=",
          "-Dhttps.proxyHost=",
          "-Dhttp.proxyPort=",
          "-Dhttp.nonProxyHosts=",
          "-Dcom.google.api.client.should_use_proxy",
          "-D",
          "http.proxy",
          "http.https://user:" + CANARY + "@github.com.proxy",
          "99999999999");

  private static final List<URI> URLS =
      List.of(
          URI.create("http://metadata.google.internal/"),
          URI.create("http://169.254.169.254/"),
          URI.create("https://user:" + CANARY + "@github.com:8443/x?y=z"),
          URI.create("http://[fd20:ce::254]/"),
          URI.create("tcp://db.corp:5432"),
          URI.create("dns://db.corp"));

  @Test
  void neverThrowsAndNeverTells() {
    var random = new Random(42);
    for (int i = 0; i < 1_000; i++) {
      Map<String, String> environment = new HashMap<>();
      for (int n = random.nextInt(8); n >= 0; n--) {
        environment.put(NAMES.get(random.nextInt(NAMES.size())), value(random));
      }
      RouteTable table = RouteTable.of(new Container(environment, Path.of("/nonexistent")));
      var said = new StringBuilder().append(table.remarks()).append(table.lints(URLS));
      for (URI url : URLS) {
        table
            .decisions(url)
            .forEach(decision -> said.append(decision).append(decision.route().via()));
      }
      for (ClientFamily family : table.asking(Target.Kind.METADATA)) {
        said.append(table.metadataUrl(family));
      }
      assertThat(said.toString()).as("%s", environment).doesNotContain(CANARY);
    }
  }

  @Test
  void longValuesAreRead() {
    for (String piece : List.of("\"'", "a,", "x ", ":", "[", "%4", "-D", "/.", "@")) {
      Map<String, String> environment = new HashMap<>();
      NAMES.forEach(name -> environment.put(name, piece.repeat(20_000)));
      RouteTable table = RouteTable.of(new Container(environment, Path.of("/nonexistent")));

      assertThat(table.decisions(URLS.getFirst())).hasSize(ClientFamily.values().length);
      assertThat(table.lints(List.of()))
          .allSatisfy(lint -> assertThat(lint.clients()).isNotEmpty());
    }
  }

  private static String value(Random random) {
    var value = new StringBuilder();
    for (int n = random.nextInt(7); n > 0; n--) {
      value.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return value.toString();
  }
}
