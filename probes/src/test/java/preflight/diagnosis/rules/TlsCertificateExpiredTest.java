package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Certificates.chain;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;

import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;

class TlsCertificateExpiredTest {

  private final TlsCertificateExpired rule = new TlsCertificateExpired();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))));
  }

  static Evidence authorityStory() {
    return seen(
        direct(JIRA, handshakeFailed(Code.TLS_AUTHORITY_EXPIRED, certificate("jira.corp"))));
  }

  @Test
  void expiredCertificateIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("expired at 2025-06-01T00:00:00Z");
  }

  @Test
  void authoritysCertificateThatEndedIsTheOneThatIsShown() {
    X509Certificate leaf = chain("Corp CA", "jira.corp")[0];
    X509Certificate authority = certificate("Old CA");

    assertThat(
            rule.findings(seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, leaf, authority)))))
        .singleElement()
        .returns(
            "curl cannot trust jira: the certificate of its authority expired at 2025-06-01T00:00:00Z",
            Finding::summary)
        .satisfies(found -> assertThat(found.because().getFirst()).contains("presented CN=Old CA"))
        .satisfies(found ->
            assertThat(found.remedy().commands()).first().asString().contains("-showcerts"));
  }

  @Test
  void authorityInTheStoreThatEndedIsTheJobsOwnToMend() {
    assertThat(rule.findings(authorityStory()))
        .singleElement()
        .asString()
        .contains("the authority that its store holds has expired", "update-ca-certificates");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "another issuer",
            seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))))),
        argumentSet(
            "another name",
            seen(direct(JIRA, handshakeFailed(Code.TLS_WRONG_NAME, certificate("jira.corp"))))),
        argumentSet(
            "a counted store accepts it",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
