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

class InternetUnreachableTest {

  private static final String CONTROL = "tcp://storage.googleapis.com:443";

  private final InternetUnreachable rule = new InternetUnreachable();

  static Evidence story() {
    return seen(
        direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
        direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)),
        direct(JIRA, answered(JIRA_ADDRESS)));
  }

  @Test
  void silenceOfEveryPublicHostIsFoundOnce() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("github.com:443", "jira.corp", "HOST_PROJECT");
  }

  @Test
  void oneSilentHostBesideASilentControlHostIsFound() {
    var evidence =
        seenWithControl(
            CONTROL,
            dialFailed("142.250.1.1", Code.TCP_TIMEOUT),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("storage.googleapis.com:443 (the control host)", "connectors describe");
  }

  @Test
  void oneSilentHostIsLikelyWhereTheVpcWorksAndNothingElseIsKnown() {
    var evidence =
        seen(
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
            direct(JIRA, answered(JIRA_ADDRESS)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence);
  }

  @Test
  void googlesAddressInsideTheVpcSpeaksForTheVpcAlone() {
    var evidence =
        seenWithControl(
            CONTROL,
            answered("199.36.153.8"),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .asString()
        .contains("storage.googleapis.com, inside the VPC, answers");
  }

  @Test
  void googlesApiThatAnswersWithoutNatAcquitsNobody() {
    var evidence =
        seenWithControl(
            CONTROL,
            answered("142.250.1.1"),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
            direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("Private Google Access");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "one silent public host, and nothing else is known",
            seen(direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the control host answers",
            seenWithControl(
                "tcp://example.com:443",
                answered("203.0.114.80"),
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "Google's control host answers, and one host alone is silent",
            seenWithControl(
                CONTROL,
                answered("142.250.1.1"),
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "another public host answers",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, answered("203.0.114.9")),
                direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "the silent host is private",
            seen(
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, answered("10.1.2.4")))),
        argumentSet(
            "the direct way is closed behind a proxy that works",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, answered("10.9.9.9")),
                comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "refused, so something answers",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_REFUSED)),
                direct(JIRA, answered(JIRA_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
