package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.GITHUB;
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

class ProxyCannotReachTargetTest {

  private final ProxyCannotReachTarget rule = new ProxyCannotReachTarget();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        throughProxy(GITHUB, tunnelRefused(squid(503, "Service Unavailable", "ERR_DNS_FAIL"))));
  }

  @Test
  void proxyThatCannotResolveTheTargetIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("ERR_DNS_FAIL");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "it denies",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "it cannot be reached itself",
            seen(proxySetAnd(), throughProxy(GITHUB, dialFailed("10.9.9.9", Code.TCP_TIMEOUT)))),
        argumentSet(
            "the service's own 503 through the proxy",
            seen(
                proxySetAnd(),
                throughProxy(
                    GITHUB,
                    failing(
                        "10.9.9.9",
                        answer(503, "Service Unavailable", "X-GitHub-Request-Id: 1"))))),
        argumentSet(
            "it reached the target in the end",
            seen(
                proxySetAnd(),
                throughProxy(
                    GITHUB,
                    tunnelRefused(squid(503, "Service Unavailable", "ERR_DNS_FAIL")),
                    answered("10.9.9.9")))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
