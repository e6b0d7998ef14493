package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;
import preflight.route.Lint.Code;

/** Releases of requests and google-auth that read one environment in two ways. */
class PythonClientsTest {

  private static final String GCLOUD = "/google-cloud-sdk/lib/third_party/requests/__version__.py";

  @TempDir private Path root;

  /** Who then asks api.corp.test directly. */
  @ParameterizedTest(name = "{0} {1}: NO_PROXY={2}")
  @CsvSource({
    "/usr/lib/python3/dist-packages/requests-2.28.1.egg-info, '', pi.corp.test, true",
    "/usr/lib/python3/dist-packages/requests-2.28.1-py3.11.egg-info, '', pi.corp.test, true",
    "/usr/local/lib/python3.12/site-packages/requests-2.33.9.dist-info, '', pi.corp.test, true",
    "/usr/local/lib/python3.12/site-packages/requests-2.34.0.dist-info, '', pi.corp.test, false",
    "/opt/venv/lib/python3.12/site-packages/requests-2.9.1.dist-info, /opt/venv, pi.corp.test, true",
    "/opt/venv/lib/python3.12/site-packages/requests-2.9.1.dist-info, '', pi.corp.test, false",
    "/usr/lib/python3/dist-packages/requests-2.28.1.egg-info, '', corp.test, true",
    "/usr/lib/python3/dist-packages/requests-2.28.1.egg-info, '', .corp.test, true",
    "/usr/lib/python3/dist-packages/requests-2.28.1.egg-info, '', .pi.corp.test, false",
    "/usr/lib/python3/dist-packages/requests-2.28.1.egg-info, '', *.corp.test, false",
    "/usr/lib/python3/dist-packages/requests_oauthlib-1.3.0.egg-info, '', pi.corp.test, false",
    "/usr/lib/python3/dist-packages/requests-unknown.egg-info, '', pi.corp.test, false",
    "/usr/lib/python3/dist-packages/google_auth-1.5.1.egg-info, '', pi.corp.test, false",
  })
  void releaseOfRequestsDecidesWhatAnEntryCovers(
      String folder, String virtualEnv, String list, boolean direct) throws IOException {
    Files.createDirectories(root.resolve(folder.substring(1)));

    RouteTable table = table(Map.of("NO_PROXY", list, "VIRTUAL_ENV", virtualEnv));

    assertThat(isDirect(table, ClientFamily.PYTHON_REQUESTS)).isEqualTo(direct);
    assertThat(isDirect(table, ClientFamily.GOOGLE_AUTH_PYTHON)).isEqualTo(direct);
    assertThat(isDirect(table, ClientFamily.GCLOUD_TOKEN))
        .isEqualTo(list.endsWith("corp.test") && !list.contains("pi") && !list.startsWith("*"));
  }

  @Test
  void gcloudBringsItsOwnRequests() throws IOException {
    Path version = root.resolve(GCLOUD.substring(1));
    Files.createDirectories(version.getParent());
    Files.writeString(version, "# requests\n__version__ = '2.31.0'\n__build__ = 0x023100\n");

    RouteTable table = table(Map.of("NO_PROXY", "pi.corp.test"));

    assertThat(isDirect(table, ClientFamily.GCLOUD_TOKEN)).isTrue();
    assertThat(isDirect(table, ClientFamily.PYTHON_REQUESTS)).isFalse();
  }

  /** An empty column: nothing is said. */
  @ParameterizedTest(name = "google-auth {0}, NO_PROXY={1}")
  @CsvSource({
    "2.48.0, '', past the proxy",
    "1.5.1, '', past the proxy",
    "2.59.1, '', through the proxy",
    "3.0.0, '', through the proxy",
    "2.50.0, '', ",
    "x, '', ",
    "2.48.0, metadata.google.internal, ",
    "2.59.1, metadata.google.internal, ",
  })
  void releaseOfGoogleAuthDecidesHowTheMetadataServerIsFound(
      String release, String list, String said) throws IOException {
    Files.createDirectories(
        root.resolve("usr/lib/python3.11/site-packages/google_auth-" + release + ".dist-info"));

    var lints =
        table(Map.of("NO_PROXY", list)).lints(List.of()).stream()
            .filter(lint -> lint.code() == Code.DETECTION_DIFFERS)
            .toList();

    if (said == null) {
      assertThat(lints).isEmpty();
    } else {
      assertThat(lints)
          .singleElement()
          .satisfies(lint -> assertThat(lint.text()).contains(said, release));
    }
  }

  private RouteTable table(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HTTP_PROXY", "http://proxy.corp:3128");
    return RouteTable.of(new Container(all, root));
  }

  private static boolean isDirect(RouteTable table, ClientFamily family) {
    return table.decide(family, URI.create("http://api.corp.test/")).route()
        instanceof Route.Direct;
  }
}
