package preflight.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleVipTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "142.250.74.36, public",
    "2a00:1450:4001:806::200a, public",
    "199.36.153.3, public",
    "199.36.153.4, restricted",
    "199.36.153.7, restricted",
    "199.36.153.8, private",
    "199.36.153.11, private",
    "199.36.153.12, public",
    "199.36.152.8, public",
    "2600:2d00:2:1000::1, restricted",
    "2600:2d00:2:2000::1, private",
    "2600:2d00:2:3000::1, public",
    "10.1.2.3, private-service-connect",
    "192.168.7.7, private-service-connect",
    "fd00::1, private-service-connect",
  })
  void addressTellsTheKind(String address, String kind) throws UnknownHostException {
    assertThat(GoogleVip.of(InetAddress.getByName(address)).label()).isEqualTo(kind);
  }
}
