package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.partly;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
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
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;

class HostPartlyUnreachableTest {

  private final HostPartlyUnreachable rule = new HostPartlyUnreachable();

  static Evidence story() {
    return seen(direct(JIRA, partly(Code.TCP_TIMEOUT, JIRA_ADDRESS, "10.1.2.4", "10.1.2.5")));
  }

  @Test
  void deadAddressesBesideOneThatAnswersAreAWarning() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .asString()
        .contains("2 of 3 addresses", "10.1.2.4", "10.1.2.5", "10.1.2.3 took the connection");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("all answer", seen(direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet("none answers", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "dead in an earlier attempt alone",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT), answered(JIRA_ADDRESS)))),
        argumentSet(
            "nobody goes there directly",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, answered("10.9.9.9")),
                comparison(GITHUB, partly(Code.TCP_TIMEOUT, GITHUB_ADDRESS, "140.82.121.3")))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
