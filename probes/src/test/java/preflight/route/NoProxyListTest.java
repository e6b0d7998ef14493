package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;

/** Slips of the pen in a NO_PROXY, as each client takes them. */
class NoProxyListTest {

  private static final URI BY_ADDRESS = URI.create("http://169.254.169.254/");

  /** What a YAML block or an env-file leaves in a list. */
  @ParameterizedTest(name = "{0} goes directly with [{1}]: {2}")
  @CsvSource({
    "curl, '169.254.169.254\n', false",
    "git, '169.254.169.254\r', false",
    "git, '169.254.169.254,\nx', true",
    "curl, 'x\t169.254.169.254', true",
    "go, '169.254.169.254\n', true",
    "python-urllib, '169.254.169.254\n', true",
    "python-requests, '169.254.169.254\n', true",
    "node-gaxios, '169.254.169.254\r\n', true",
    "wget, '169.254.169.254\n', false"
  })
  void listIsReadAsTheClientReadsIt(String label, String list, boolean direct) {
    assertThat(goesDirectly(label, list, BY_ADDRESS)).isEqualTo(direct);
  }

  @ParameterizedTest(name = "{0} reads {1} for {2}: {3}")
  @CsvSource({
    "python-urllib, ..corp.test, http://api.corp.test, true",
    "python-requests, ..corp.test, http://api.corp.test, true",
    "curl, ..corp.test, http://api.corp.test, false",
    "wget, ..corp.test, http://api.corp.test, false",
    "node-gaxios, ..corp.test, http://api.corp.test, false",
    "go, ..corp.test, http://api.corp.test, false",
    "curl, .corp.test, http://api.corp.test., true",
    "git, api.corp.test, http://api.corp.test., true",
    "wget, api.corp.test, http://api.corp.test., false",
    "go, .corp.test, http://api.corp.test., false",
    "curl, 10.020.000.005, http://10.20.0.5, false",
    "go, 10.020.000.005, http://10.20.0.5, false",
    "python-requests, 10.020.000.005, http://10.20.0.5, false"
  })
  void dotsAndZerosCountAsTheClientCountsThem(String label, String list, URI url, boolean direct) {
    assertThat(goesDirectly(label, list, url)).isEqualTo(direct);
  }

  @ParameterizedTest(name = "{0} reads {1} for {2}: {3}")
  @CsvSource({
    "curl, 10.20.0.5/0, http://10.20.0.5, true",
    "git, 10.20.0.5/0, http://10.20.0.5, true",
    "curl, 10.20.0.5/0, http://10.20.0.6, false",
    "curl, 0.0.0.0/0, http://10.20.0.5, false",
    "python-requests, 10.20.0.5/0, http://10.20.0.5, false",
    "go, 10.20.0.5/0, http://10.20.0.6, true",
    "go, ::ffff:10.20.0.5, http://10.20.0.5, true",
    "go, ::ffff:10.20.0.0/112, http://10.20.0.5, true",
    "go, ::ffff:10.20.0.0/112, http://10.21.0.5, false",
    "go, ::ffff:10.20.0.0/95, http://10.20.0.5, false",
    "go, 10.20.0.0/16, http://[::ffff:10.20.0.5], true",
    "curl, ::ffff:10.20.0.5, http://10.20.0.5, false",
    "python-requests, ::ffff:10.20.0.5, http://10.20.0.5, false"
  })
  void blockOfAllAndMappedAddressCountAsTheClientCountsThem(
      String label, String list, URI url, boolean direct) {
    assertThat(goesDirectly(label, list, url)).isEqualTo(direct);
  }

  private static boolean goesDirectly(String label, String list, URI url) {
    String proxy = "http://proxy.corp:3128";
    var container =
        new Container(
            Map.of("http_proxy", proxy, "NO_PROXY", list, "no_proxy", list),
            Path.of("/nowhere-at-all"));
    return RouteTable.of(container).decide(ClientFamily.of(label).orElseThrow(), url).route()
        instanceof Route.Direct;
  }
}
