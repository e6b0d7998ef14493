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
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.seenWithControl;
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

class HostFilteredTest {

  private final HostFiltered rule = new HostFiltered();

  static Evidence story() {
    return seen(
        direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
        direct(NEXUS, answered("10.1.2.4")));
  }

  @Test
  void silentHostBesideOneThatAnswersIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("10.1.2.3", "nexus.corp");
  }

  @Test
  void silentHostsOnOneSideShareOneFindingAndThoseOnTheOtherDoNot() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
            direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_TIMEOUT)),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .extracting(Finding::target)
        .containsExactly("jira, nexus", "github");
  }

  @Test
  void googlesApiThatAnswersLeavesAMissingNatPossible() {
    var evidence =
        seenWithControl(
            "tcp://storage.googleapis.com:443",
            answered("142.250.1.1"),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.POSSIBLE, Finding::confidence)
        .asString()
        .contains("--control HOST", "routers list");
  }

  @Test
  void controlHostThatAnswersIsANeighbour() {
    var evidence =
        seenWithControl(
            "tcp://example.com:443",
            answered("203.0.114.80"),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("example.com on the same side answers");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("refused", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))),
        argumentSet(
            "connected, then silent",
            seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_TIMEOUT)))),
        argumentSet(
            "silent at first, reached later",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT), answered(JIRA_ADDRESS)))),
        argumentSet(
            "the proxy is silent",
            seen(proxySetAnd(), throughProxy(JIRA, dialFailed("10.9.9.9", Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
