package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.observation.TlsPeer;

class ChannelTest {

  @Test
  void productOnTheWayTakesTheProofOutOfTheCertificate() {
    assertThat(Channel.inside("github.test", peer("mitmproxy", Optional.empty())))
        .isEqualTo(Channel.INSPECTED_TLS);
  }

  @Test
  void privateAuthorityOfTheCompanyProvesTheName() {
    assertThat(Channel.inside("github.test", peer("Corp Internal CA", Optional.empty())))
        .isEqualTo(Channel.VERIFIED_TLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com", "api.GitHub.com", "storage.googleapis.com"})
  void privateAuthorityProvesNoNameOfTheInternets(String host) {
    assertThat(Channel.inside(host, peer("Corp Internal CA", Optional.empty())))
        .isEqualTo(Channel.INSPECTED_TLS);
    assertThat(Channel.inside("not" + host + ".test", peer("Corp Internal CA", Optional.empty())))
        .isEqualTo(Channel.VERIFIED_TLS);
  }

  @Test
  void publicRootProvesTheNameWhateverItsIssuerIsCalled() {
    assertThat(Channel.inside("github.com", peer("mitmproxy", Optional.of("CN=Public Root"))))
        .isEqualTo(Channel.VERIFIED_TLS);
  }

  @Test
  void unseenPeerIsTakenAtTheHandshakesWord() {
    assertThat(Channel.inside("github.com", Optional.empty())).isEqualTo(Channel.VERIFIED_TLS);
  }

  private static Optional<TlsPeer> peer(String authority, Optional<String> publicRoot) {
    HeldCertificate issuer =
        new HeldCertificate.Builder().commonName(authority).certificateAuthority(0).build();
    HeldCertificate leaf =
        new HeldCertificate.Builder().commonName("github.test").signedBy(issuer).build();
    var chain = Stream.of(leaf, issuer).map(HeldCertificate::certificate).toList();
    return Optional.of(new TlsPeer("TLSv1.3", chain, publicRoot, List.of()));
  }
}
