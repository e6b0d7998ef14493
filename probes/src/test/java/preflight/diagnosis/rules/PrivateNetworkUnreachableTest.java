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

class PrivateNetworkUnreachableTest {

  private final PrivateNetworkUnreachable rule = new PrivateNetworkUnreachable();

  static Evidence story() {
    return seen(
        direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
        direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_TIMEOUT)),
        direct(GITHUB, answered(GITHUB_ADDRESS)));
  }

  @Test
  void silenceOfEveryPrivateHostIsFoundOnce() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("jira.corp:443", "nexus.corp:443", "github.com", "HOST_PROJECT");
  }

  @Test
  void silentInternetRestsOnTheSameCause() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
            direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .satisfies(finding -> assertThat(finding.explains()).hasSize(3))
        .satisfies(finding ->
            assertThat(finding.remedy().commands().getFirst())
                .matches(
                    "gcloud .*--clear-vpc-connector [^&]* && gcloud .*--vpc-egress=all-traffic"));
  }

  @Test
  void privateRangesAloneStayTheEgressModeWhereTheInternetAnswers() {
    assertThat(rule.findings(story()))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.remedy().commands().getFirst())
                .endsWith("--clear-vpc-connector --network=NET --subnet=SUBNET"));
  }

  @Test
  void onePrivateHostAloneIsPossible() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
            direct(GITHUB, answered(GITHUB_ADDRESS)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.POSSIBLE, Finding::confidence);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "another private host answers",
            seen(
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, answered("10.1.2.4")))),
        argumentSet(
            "another private host refuses",
            seen(
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_REFUSED)))),
        argumentSet(
            "a private proxy answers",
            seen(
                proxySetAnd("NO_PROXY=jira.corp"),
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
                throughProxy(GITHUB, answered("10.9.9.9")))),
        argumentSet(
            "one silent private host, and nothing else is known",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "rejected by the network",
            seen(
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_UNREACHABLE)),
                direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_UNREACHABLE)))),
        argumentSet(
            "the silent hosts are public",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)))),
        argumentSet(
            "silent at first, reached later",
            seen(
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT), answered(JIRA_ADDRESS)),
                direct(GITHUB, answered(GITHUB_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
