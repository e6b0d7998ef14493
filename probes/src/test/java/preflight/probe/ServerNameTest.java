package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNameTest {

  @ParameterizedTest
  @CsvSource({
    "github.com, github.com",
    "github.com., github.com",
    "nexus, nexus",
    "build_server.corp.example, build_server.corp.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
  })
  void nameIsSentAsTheToolsSendIt(String host, String sent) {
    ServerName name = new ServerName(host);

    assertThat(name.getType()).isZero();
    assertThat(new String(name.getEncoded(), StandardCharsets.US_ASCII)).isEqualTo(sent);
  }
}
