package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;

class ProxyValueTest {

  private static final URI URL = URI.create("http://api.corp.test/");

  @ParameterizedTest(name = "{0} for {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://proxy.corp:3128            | curl            | http://proxy.corp:3128
          HTTP://proxy.corp:3128/           | curl            | http://proxy.corp:3128
          proxy.corp:3128                   | curl            | http://proxy.corp:3128
          proxy.corp                        | curl            | http://proxy.corp:1080
          proxy.corp                        | wget            | http://proxy.corp:80
          http://proxy.corp                 | python-requests | http://proxy.corp:80
          http://[::1]:3128                 | curl            | http://[::1]:3128
          http://user:secret@proxy.corp:1   | curl            | http://proxy.corp:1
          http://u:secret@part@proxy.corp:1 | git             | http://proxy.corp:1
          ftp://proxy.corp:21               | git             | http://proxy.corp:21
          http://                           | git             | direct
          proxy:3128                        | wget            | http://proxy:3128
          socks5://proxy.corp:1080          | node-gaxios     | http://proxy.corp:1080
          10.8.0.2:port                     | go              | direct
          ' http://proxy.corp:1'            | git             | http://proxy.corp:1
          ' http://proxy.corp:1 '           | node-gaxios     | http://proxy.corp:1
          'http://proxy.corp:1 '            | python-urllib   | http://proxy.corp:1
          //proxy.corp:3128                 | python-urllib   | http://proxy.corp:3128
          //proxy.corp:3128                 | python-requests | http://proxy.corp:3128
          //proxy.corp:3128                 | git             | direct
          /                                 | git             | direct
          http:/proxy.corp:3128             | curl            | http://proxy.corp:3128
          http:///proxy.corp:3128           | curl            | http://proxy.corp:3128
          http:proxy.corp:3128              | node-gaxios     | http://proxy.corp:3128
          http://proxy.corp:0               | python-requests | http://proxy.corp:80
          HTTPS://proxy.corp:3128           | git             | http://proxy.corp:3128
          http://u:p%@proxy.corp:3128       | go              | direct
          http://u:p%@proxy.corp:3128       | curl            | http://proxy.corp:3128
          http://u:p^@proxy.corp:3128       | curl            | http://proxy.corp:3128
          http://u@proxy.corp:3128          | curl            | http://proxy.corp:3128
          """)
  void usableValueIsFollowed(String value, String label, String via) {
    assertThat(decide(value, label).route().via()).isEqualTo(via);
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://                     | curl            | it names no host
          :                           | curl            | it names no host
          proxy:port:port             | curl            | it is no URL of the form http://HOST:PORT
          ' http://proxy.corp:3128'   | curl            | it is no URL of the form http://HOST:PORT
          http://proxy .corp:3128     | python-requests | it is no URL of the form http://HOST:PORT
          http://proxy.corp:99999     | curl            | its port is not in 1 to 65535
          http://proxy.corp:0         | go              | its port is not in 1 to 65535
          socks5://proxy.corp:1080    | curl            | SOCKS proxies are not supported by Preflight
          https://proxy.corp:443      | curl            | TLS to the proxy is not supported by Preflight
          http://u:secret@p@proxy:1   | curl            | it is no URL of the form http://HOST:PORT
          proxy:port:port             | go              | it is no URL of the form http://HOST:PORT
          proxy.corp:3128/            | python-urllib   | this client wants a URL, with http:// before the host
          http://proxy.corp:port      | go              | it is no URL of the form http://HOST:PORT
          user:secret@proxy.corp:3128 | wget            | this client wants a URL, with http:// before the host
          proxy:3128                  | python-requests | this client wants a URL, with http:// before the host
          ftp://proxy.corp:21         | curl            | its scheme is none of http, https and socks
          'http://proxy.corp:3128 '   | curl            | it is no URL of the form http://HOST:PORT
          'http://proxy.corp:3128 '   | go              | it is no URL of the form http://HOST:PORT
          "http://proxy.corp:3128"    | go              | it is no URL of the form http://HOST:PORT
          http://proxy.corp:          | git             | it is no URL of the form http://HOST:PORT
          proxy.corp:                 | curl            | this client wants a URL, with http:// before the host
          http://:3128                | git             | it names no host
          http://u@proxy.corp:3128    | git             | it has no password, for which this client asks a terminal
          http://u@x:p@proxy.corp:1   | git             | it has no password, for which this client asks a terminal
          http://u:p^@proxy.corp:3128 | go              | this client wants special characters of its credentials percent-encoded
          http://u:p%@proxy.corp:3128 | node-gaxios     | this client wants special characters of its credentials percent-encoded
          http://u:p[@proxy.corp:3128 | python-requests | this client wants special characters of its credentials percent-encoded
          proxy.corp:3128             | node-gaxios     | this client wants a URL, with http:// before the host
          """)
  void anyOtherValueIsRefusedWithAReason(String value, String label, String reason) {
    assertThat(decide(value, label).route())
        .isInstanceOfSatisfying(
            Route.Unsupported.class,
            route -> {
              assertThat(route.reason()).isEqualTo(reason);
              assertThat(route.setting()).isEqualTo("http_proxy=" + ProxyValue.masked(value));
            });
  }

  /** What an env-file from Windows or the block of a YAML file leaves at a value's end. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "curl, http_proxy=http://***",
    "git, http_proxy=http://***",
    "wget, http_proxy=http://***",
    "python-requests, http_proxy=http://***",
    "python-urllib, http://proxy.corp:3128",
    "node-gaxios, http://proxy.corp:3128",
    "go, direct",
  })
  void carriageReturnIsReadAsTheClientReadsIt(String label, String via) {
    assertThat(decide("http://proxy.corp:3128\r", label).route().via()).isEqualTo(via);
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:secret@proxy:x, http://***@***",
    "user:secret@proxy, ***@proxy",
    "http://user:secret, http://***",
    "user:secret, ***",
    "http://user:secret%40proxy:3128, http://***",
    "http://user%3Asecret%40proxy:3128, http://***",
    "user:secret:3128, ***",
    "http:user:secret, ***",
    "http:/user:secret/, ***",
    "http://user:my secret, http://***",
    "http://proxy:3128 -U user:secret, http://***",
    "http://[fd00::1]:3128/x, http://[fd00::1]:3128/x",
    "http://user:se/cret@proxy:1, http://***@proxy:1",
    "http://proxy:1/?token=secret, http://proxy:1/?***",
    "http://proxy:1#secret, http://proxy:1#***",
    "http://proxy:1, http://proxy:1"
  })
  void credentialsAreMasked(String value, String shown) {
    assertThat(ProxyValue.masked(value)).isEqualTo(shown);
  }

  private static Decision decide(String value, String label) {
    var container = new Container(Map.of("http_proxy", value), Path.of("/nonexistent"));
    return RouteTable.of(container).decide(ClientFamily.of(label).orElseThrow(), URL);
  }
}
