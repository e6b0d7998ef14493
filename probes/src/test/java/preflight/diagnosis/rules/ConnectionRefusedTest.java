package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
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

class ConnectionRefusedTest {

  private final ConnectionRefused rule = new ConnectionRefused();

  static Evidence story() {
    return seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)));
  }

  @Test
  void closedPortIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("jira.corp:443", "10.1.2.3");
  }

  @Test
  void hostsThatRefuseAtOnePortShareOneFindingAndThoseOnTheOtherSideDoNot() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)),
            direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_REFUSED)),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_REFUSED)));

    assertThat(rule.findings(evidence))
        .extracting(Finding::target)
        .containsExactly("jira, nexus", "github");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("silent", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the proxy refuses",
            seen(proxySetAnd(), throughProxy(JIRA, dialFailed("10.9.9.9", Code.TCP_REFUSED)))),
        argumentSet(
            "refused at first, reached later",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED), answered(JIRA_ADDRESS)))),
        argumentSet(
            "only compared",
            seen(
                proxySetAnd(),
                throughProxy(JIRA, answered("10.9.9.9")),
                comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
