package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelFailed;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Facts.uncounted;

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

class ProxyUnreachableTest {

  private final ProxyUnreachable rule = new ProxyUnreachable();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        throughProxy(GITHUB, dialFailed("10.9.9.9", Code.TCP_REFUSED)),
        throughProxy(JIRA, dialFailed("10.9.9.9", Code.TCP_REFUSED)),
        comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));
  }

  @Test
  void proxyThatRefusesConnectionsIsFoundOnceForAllTargets() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("http://proxy.corp:3128", "github, jira");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the proxy answers",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the target itself refuses, no proxy on the way",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))),
        argumentSet(
            "nobody who counts goes that way",
            seen(
                proxySetAnd(),
                uncounted(throughProxy(GITHUB, dialFailed("10.9.9.9", Code.TCP_REFUSED))),
                direct(GITHUB, answered(GITHUB_ADDRESS)))),
        argumentSet(
            "mute for one target, not for the other",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, answered("10.9.9.9")),
                throughProxy(JIRA, tunnelFailed(Code.PROXY_SILENT)))),
        argumentSet(
            "only the metadata server is asked through it",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(dialFailed("10.9.9.9", Code.TCP_REFUSED)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
