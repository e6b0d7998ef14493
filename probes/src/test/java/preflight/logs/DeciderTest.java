package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the deciding command asks, by the line that it decides. */
class DeciderTest {

  /** A line, and what the deciding command asks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ssh: Could not resolve hostname g.test: Temporary failure in name resolution | dns=g.test",
        "ssh: Could not resolve hostname g.test: Name or service not known | dns=g.test",
        "could not translate host name \"db.test\" to address: Name or service not known"
            + " | dns=db.test",
        "could not translate host name \"db.test\" to address: Temporary failure in name resolution"
            + " | dns=db.test",
        "dns error: failed to lookup address information: Name or service not known | dns=HOST",
        "System.Net.Http.HttpRequestException: Name or service not known (a.test:443) | dns=a.test",
        "Failed to open TCP connection to a.test:443 (getaddrinfo: Name or service not known)"
            + " | dns=a.test",
        "could not find the server: Name or service not known | dns=HOST",
        "java.net.UnknownHostException: db: Name or service not known | dns=db",
        "ping: db: Name or service not known | dns=db",
        "ping: db.test: Name or service not known | dns=db.test",
        "Get \"https://a.test/\": proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout"
            + " | tcp=10.0.0.9:3128",
        "Get \"https://a.test/\": proxyconnect tcp: dial tcp: lookup p.test: no such host"
            + " | dns=p.test",
        "Get \"https://a.test/\": dial tcp 10.0.0.9:443: i/o timeout | tcp=a.test:443",
      })
  void deciderAsksForTheHostThatFailed(String line, String target) {
    assertThat(Logs.diagnose(line).failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.remedy().commands())
                .singleElement()
                .asString()
                .endsWith(" --target " + target));
  }
}
