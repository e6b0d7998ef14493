package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.requestFailed;
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

class ConnectionIntermittentTest {

  private final ConnectionIntermittent rule = new ConnectionIntermittent();

  static Evidence story() {
    return seen(
        direct(
            GITHUB,
            requestFailed(GITHUB_ADDRESS, Code.HTTP_CLOSED),
            dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));
  }

  @Test
  void addressThatAnsweredBeforeAndIsSilentNowIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("1 of 2 connections were taken", "--max-ports-per-vm");
  }

  @Test
  void connectionOfAnotherTargetToTheSameAddressTells() {
    var evidence =
        seen(
            direct(JIRA, answered(JIRA_ADDRESS)),
            direct(NEXUS, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns("nexus", Finding::target)
        .asString()
        .contains("--max-instances");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "silent from the start",
            seen(direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "silent at first, reached later",
            seen(
                direct(
                    GITHUB,
                    dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT),
                    answered(GITHUB_ADDRESS)))),
        argumentSet(
            "another address answers",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_TIMEOUT)))),
        argumentSet(
            "refused after it was taken",
            seen(
                direct(
                    JIRA,
                    requestFailed(JIRA_ADDRESS, Code.HTTP_CLOSED),
                    dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))),
        argumentSet(
            "the proxy answers, and the direct way is closed by design",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, answered("10.9.9.9")),
                comparison(
                    GITHUB,
                    requestFailed(GITHUB_ADDRESS, Code.HTTP_CLOSED),
                    dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
