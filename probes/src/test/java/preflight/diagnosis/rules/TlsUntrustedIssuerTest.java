package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.handshakeFailed;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

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

class TlsUntrustedIssuerTest {

  private final TlsUntrustedIssuer rule = new TlsUntrustedIssuer();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))));
  }

  @Test
  void issuerThatTheStoreDoesNotKnowIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("CN=Corp CA", "system bundle", "curl and git");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "expired",
            seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))))),
        argumentSet(
            "closed during the handshake", seen(direct(JIRA, handshakeFailed(Code.TLS_CLOSED)))),
        argumentSet(
            "only a store that does not count refuses",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
