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
import static preflight.testing.Handshakes.hungUpOn;

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

class TlsVersionRefusedTest {

  private final TlsVersionRefused rule = new TlsVersionRefused();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_VERSION, certificate("jira.corp"))));
  }

  @Test
  void retiredVersionIsFoundWithWhatWasPresented() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("jira.corp:443", "CN=jira.corp", "-tls1_2");
  }

  @Test
  void alertBeforeAnyCertificateIsFoundToo() {
    assertThat(rule.findings(seen(direct(JIRA, handshakeFailed(Code.TLS_VERSION)))))
        .singleElement()
        .asString()
        .contains("before a certificate was presented");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("another alert", seen(direct(JIRA, handshakeFailed(Code.TLS_ALERT)))),
        argumentSet("plain text", seen(direct(JIRA, handshakeFailed(Code.TLS_PLAINTEXT)))),
        argumentSet("a reset", seen(direct(JIRA, hungUpOn(Code.TLS_RESET)))),
        argumentSet(
            "only where nobody goes",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_VERSION)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
