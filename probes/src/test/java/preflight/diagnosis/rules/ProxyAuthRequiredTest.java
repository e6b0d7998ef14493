package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.direct;
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
import preflight.observation.Observation.Recognition;

class ProxyAuthRequiredTest {

  private final ProxyAuthRequired rule = new ProxyAuthRequired();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        throughProxy(
            GITHUB,
            tunnelRefused(
                answer(
                    407,
                    "Proxy Authentication Required",
                    "Proxy-Authenticate: Basic realm=\"corp\""))));
  }

  @Test
  void proxyThatWantsCredentialsIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("407", "Basic realm", "--update-secrets=HTTPS_PROXY=");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "it denies",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the service wants credentials",
            seen(
                direct(
                    GITHUB,
                    answered(GITHUB_ADDRESS, answer(401, "Unauthorized"), Recognition.CONTENT)))),
        argumentSet(
            "nobody who counts goes that way",
            seen(
                proxySetAnd(),
                uncounted(throughProxy(GITHUB, tunnelRefused(answer(407, "Auth")))),
                direct(GITHUB, answered(GITHUB_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
