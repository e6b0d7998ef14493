package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;
import static preflight.testing.Handshakes.inSmallSegments;

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

class PathMtuBlackHoleTest {

  private final PathMtuBlackHole rule = new PathMtuBlackHole();

  static Evidence story() {
    return seen(
        direct(
            JIRA,
            handshakeFailed(Code.TLS_TIMEOUT),
            inSmallSegments(handshakeFailed(Code.TLS_TIMEOUT), true),
            inSmallSegments(handshakeFailed(Code.TLS_TIMEOUT), true)));
  }

  @Test
  void answerInSmallSegmentsAloneIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("jira.corp", "2 times", "fragmentation needed");
  }

  @Test
  void onceIsLikely() {
    var evidence =
        seen(direct(JIRA, inSmallSegments(requestFailed(JIRA_ADDRESS, Code.HTTP_TIMEOUT), true)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "silent in small segments too",
            seen(direct(JIRA, inSmallSegments(handshakeFailed(Code.TLS_TIMEOUT), false)))),
        argumentSet("nothing was compared", seen(direct(JIRA, handshakeFailed(Code.TLS_TIMEOUT)))),
        argumentSet(
            "reached in the end",
            seen(
                direct(
                    JIRA,
                    inSmallSegments(handshakeFailed(Code.TLS_TIMEOUT), true),
                    answered(JIRA_ADDRESS)))),
        argumentSet(
            "reset in the end",
            seen(
                direct(
                    JIRA,
                    inSmallSegments(handshakeFailed(Code.TLS_TIMEOUT), true),
                    handshakeFailed(Code.TLS_RESET)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
