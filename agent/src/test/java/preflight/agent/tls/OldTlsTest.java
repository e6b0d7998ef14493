package preflight.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OldTlsTest {

  @Test
  void onlyWhatOtherToolsSpeakIsPermitted() {
    assertThat(OldTls.without("SSLv3, TLSv1, TLSv1.1, RC4, TLS_RSA_*, ECDH,  anon"))
        .isEqualTo("SSLv3, RC4, ECDH, anon");
  }
}
