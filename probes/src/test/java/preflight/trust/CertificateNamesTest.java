package preflight.trust;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "github.com, github.com, true",
    "github.com, GitHub.COM, true",
    "github.com, github.com., true",
    "github.com, api.github.com, false",
    "*.github.com, api.github.com, true",
    "*.github.com, github.com, false",
    "*.github.com, a.b.github.com, false",
    "*.com, github.com, false",
    "*, github, false",
    "a*.github.com, api.github.com, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "github.com, 127.0.0.1, false"
  })
  void alternativeNamesDecide(String name, String host, boolean covered) {
    var certificate =
        new HeldCertificate.Builder()
            .commonName("ignored.example")
            .addSubjectAlternativeName(name)
            .build()
            .certificate();

    assertThat(CertificateNames.cover(certificate, host)).isEqualTo(covered);
  }

  @Test
  void commonNameStandsInWhereThereIsNoDnsName() {
    var old = new HeldCertificate.Builder().commonName("jira.corp").build().certificate();

    assertThat(CertificateNames.cover(old, "jira.corp")).isTrue();
    assertThat(CertificateNames.cover(old, "nexus.corp")).isFalse();
  }
}
