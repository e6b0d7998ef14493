package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;

class TlsCertificateUnfitTest {

  private final TlsCertificateUnfit rule = new TlsCertificateUnfit();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_UNFIT, certificate("jira.corp"))));
  }

  @Test
  void certificateThatBreaksARuleIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("presented CN=jira.corp", "TLS_UNFIT", "read by curl and git")
        .doesNotContain("update-ca-certificates");
  }

  @ParameterizedTest
  @CsvSource({
    "CN=jira.corp has an RSA key of 1024 bits, CN=jira.corp has an RSA key of 1024 bits",
    "PKIX path validation failed: java.security.cert.CertPathValidatorException: name constraints"
        + " check failed, name constraints check failed",
    "'', its certificate breaks a rule"
  })
  void summaryNamesTheFault(String words, String fault) {
    var unfit = new Failure(Code.TLS_UNFIT, words);

    assertThat(rule.findings(seen(direct(JIRA, handshakeFailed(unfit, certificate("jira.corp"))))))
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("curl cannot trust jira, though its issuer is known: " + fault);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "another issuer",
            seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))))),
        argumentSet(
            "another name",
            seen(direct(JIRA, handshakeFailed(Code.TLS_WRONG_NAME, certificate("wiki.corp"))))),
        argumentSet(
            "expired",
            seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))))),
        argumentSet(
            "no counted family minds",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_UNFIT, certificate("jira.corp"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
