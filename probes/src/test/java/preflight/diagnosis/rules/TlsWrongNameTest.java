package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;

import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;

class TlsWrongNameTest {

  private final TlsWrongName rule = new TlsWrongName();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_WRONG_NAME, certificate("wiki.corp"))));
  }

  static Evidence commonNameStory() {
    var old = new HeldCertificate.Builder().commonName("jira.corp").build().certificate();
    return seen(direct(JIRA, handshakeFailed(Code.TLS_WRONG_NAME, old)));
  }

  @Test
  void certificateForAnotherNameIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("wiki.corp", "jira.corp");
  }

  @Test
  void commonNameAloneIsShownAndWhoDoesNotReadIt() {
    assertThat(rule.findings(commonNameStory()))
        .singleElement()
        .asString()
        .contains("no alternative name, only the subject CN=jira.corp", "urllib3 2")
        .doesNotContain("names no host");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "expired",
            seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))))),
        argumentSet(
            "another issuer",
            seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))))),
        argumentSet(
            "reset during the handshake", seen(direct(JIRA, handshakeFailed(Code.TLS_RESET)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
