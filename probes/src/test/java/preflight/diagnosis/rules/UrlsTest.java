package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Facts.direct;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.Target;
import preflight.plan.Target.Kind;
import preflight.plan.Target.Need;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;

class UrlsTest {

  private static final Target LITERAL =
      new Target("http", Kind.HTTP, Need.REQUIRED, URI.create("https://[fd00::1]/start"));

  @Test
  void portStandsBehindAnIpv6AddressInBrackets() {
    assertThat(Urls.authority(direct(LITERAL))).isEqualTo("[fd00::1]:443");
    assertThat(Urls.host(direct(LITERAL))).isEqualTo("fd00::1");
  }

  @Test
  void commandNamesAnIpv6ProxyInBracketsToo() {
    var proxy = new ProxyAddress(ProxyAddress.Scheme.HTTP, "fd00::9", 3128, Optional.empty());
    var check =
        new RouteCheck(
            LITERAL,
            LITERAL.uri(),
            new Route.Tunnel(proxy),
            List.of(ClientFamily.CURL),
            Standing.COUNTED,
            List.of());

    assertThat(Certificate.show(check))
        .startsWith("openssl s_client -connect '[fd00::1]:443'")
        .contains(" -proxy '[fd00::9]:3128' ");
  }
}
