package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.metadataThroughProxy;
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

class InternalHostProxiedTest {

  private final InternalHostProxied rule = new InternalHostProxied();

  static Evidence story() {
    return seen(
        proxySetAnd("NO_PROXY=localhost"),
        comparison(JIRA, answered(JIRA_ADDRESS)),
        throughProxy(JIRA, tunnelRefused(squid(503, "Service Unavailable", "ERR_DNS_FAIL"))));
  }

  @Test
  void privateHostThatAnswersOnlyDirectlyIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("10.1.2.3", "NO_PROXY=localhost", "jira.corp");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the host is public",
            seen(
                proxySetAnd(),
                comparison(GITHUB, answered(GITHUB_ADDRESS)),
                throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the direct way is closed",
            seen(
                proxySetAnd(),
                comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)),
                throughProxy(JIRA, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the proxy serves it",
            seen(
                proxySetAnd(),
                comparison(JIRA, answered(JIRA_ADDRESS)),
                throughProxy(JIRA, answered("10.9.9.9")))),
        argumentSet(
            "it is the metadata server",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
