package preflight.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.json;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "34.76.1.2 | 34.76.1.2",
        "`34.76.1.2\n` | 34.76.1.2",
        "\"34.76.1.2\" | 34.76.1.2",
        "{\"ip\":\"34.76.1.2\"} | 34.76.1.2",
        "{\"status\":\"ok\",\"query\":\"34.76.1.2\",\"mask\":\"255.0.0.0\"} | 34.76.1.2",
        "{ \"origin\": \"2600:1900::1\" } | 2600:1900:0:0:0:0:0:1",
        "2600:1900::1 | 2600:1900:0:0:0:0:0:1",
      })
  void addressIsTheWholeTextOrAKnownMember(String content, String address) {
    assertThat(CallerAddress.in(json(200, "OK", content)).map(InetAddress::getHostAddress))
        .contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "34.76.1",
        "34.76.1.256",
        "34.76.1.2.3",
        "34.76.1.2, 10.0.0.1",
        "<html><body>Your address is 34.76.1.2</body></html>",
        "{\"version\":\"1.2.3.4\"}",
        "{\"ip\":\"example.com\"}",
        "{\"client\":{\"ip\":\"34.76.1.2\"}}",
        "dead:beef",
        ":::",
      })
  void anythingElseIsNone(String content) {
    assertThat(CallerAddress.in(json(200, "OK", content))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 404})
  void otherStatusIsNone(int status) {
    assertThat(CallerAddress.in(json(status, "", "34.76.1.2"))).isEmpty();
  }
}
