package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Handshakes.handshakeFailed;
import static preflight.testing.Handshakes.hungUpOn;
import static preflight.testing.Handshakes.nameAnswered;
import static preflight.testing.Handshakes.namelessReset;
import static preflight.testing.Handshakes.secured;

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

class TlsResetByNameFilterTest {

  private final TlsResetByNameFilter rule = new TlsResetByNameFilter();

  static Evidence story() {
    return seen(
        direct(JIRA, hungUpOn(Code.TLS_RESET, namelessReset(), nameAnswered("github.com"))));
  }

  @Test
  void otherNameAtTheSameAddressProvesThatTheNameIsCut() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("jira.corp", "TLS_RESET", "for github.com", "-noservername");
  }

  static Stream<Arguments> lessSure() {
    return Stream.of(
        argumentSet(
            "through the same proxy another host presents a certificate",
            seen(
                proxySetAnd(),
                throughProxy(JIRA, handshakeFailed(Code.TLS_CLOSED)),
                throughProxy(GITHUB, secured("10.9.9.9", certificate("github.com")))),
            Confidence.LIKELY),
        argumentSet(
            "another private host presents one",
            seen(
                direct(JIRA, hungUpOn(Code.TLS_RESET, namelessReset())),
                direct(NEXUS, secured("10.1.2.9", certificate("nexus.corp")))),
            Confidence.POSSIBLE));
  }

  @ParameterizedTest
  @MethodSource("lessSure")
  void neighboursAloneAreWeakerEvidence(Evidence evidence, Confidence expected) {
    assertThat(rule.findings(evidence)).singleElement().returns(expected, Finding::confidence);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("nothing to compare with", seen(direct(JIRA, hungUpOn(Code.TLS_RESET)))),
        argumentSet(
            "every name is cut", seen(direct(JIRA, hungUpOn(Code.TLS_RESET, namelessReset())))),
        argumentSet(
            "the neighbour is on the other side",
            seen(
                direct(JIRA, hungUpOn(Code.TLS_RESET, namelessReset())),
                direct(GITHUB, secured(GITHUB_ADDRESS, certificate("github.com"))))),
        argumentSet(
            "cut after a certificate came",
            seen(
                direct(JIRA, handshakeFailed(Code.TLS_RESET, certificate("jira.corp"))),
                direct(NEXUS, secured("10.1.2.9", certificate("nexus.corp"))))),
        argumentSet(
            "reset before TLS began", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_RESET)))),
        argumentSet(
            "reset after TLS", seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_RESET)))),
        argumentSet(
            "only where nobody goes",
            seen(
                throughProxy(JIRA, answered("10.9.9.9")),
                comparison(JIRA, hungUpOn(Code.TLS_RESET, nameAnswered("github.com"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
