package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelFailed;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.interception.Unmasked;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;
import preflight.observation.Unmasking;

class ProxyDeniesTargetTest {

  private final ProxyDeniesTarget rule = new ProxyDeniesTarget();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))),
        comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)));
  }

  @Test
  void proxyThatDeniesTheTunnelIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("ERR_ACCESS_DENIED", "squid.corp", "github.com:443");
  }

  @Test
  void proxyWhosePageNobodysHostGetsTooIsFound() {
    HttpAnswer page = answer(403, "Forbidden", "Content-Type: text/html");
    var extra = new Unmasking(Unmasked.NOBODY, Optional.of(page));

    assertThat(
            rule.findings(
                seen(proxySetAnd(), throughProxy(WIKI, foreign("10.9.9.9", page).with(extra)))))
        .singleElement()
        .asString()
        .contains("a host that nobody has, got the same page", "(403 Forbidden)");
  }

  static Stream<Arguments> cutOff() {
    return Stream.of(
        argumentSet(
            "asked for a tunnel",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelFailed(Code.PROXY_CLOSED)),
                throughProxy(JIRA, answered("10.9.9.9")))),
        argumentSet(
            "asked for a page",
            seen(
                proxySetAnd(),
                throughProxy(WIKI, requestFailed("10.9.9.9", Code.HTTP_RESET)),
                throughProxy(JIRA, answered("10.9.9.9")))));
  }

  @ParameterizedTest
  @MethodSource("cutOff")
  void proxyThatCutsTheConnectionProbablyDenies(Evidence seen) {
    assertThat(rule.findings(seen))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("cuts the connection when asked for it", "sends");
    assertThat(new ProxyCannotReachTarget().findings(seen)).isEmpty();
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "nobody's host got another page",
            seen(
                proxySetAnd(),
                throughProxy(
                    WIKI,
                    answered(
                            "10.9.9.9",
                            answer(403, "Forbidden", "Content-Type: text/html"),
                            Recognition.ANY_ANSWER)
                        .with(new Unmasking(Unmasked.NOBODY, Optional.empty()))))),
        argumentSet(
            "it cuts everybody off",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelFailed(Code.PROXY_CLOSED)),
                throughProxy(WIKI, requestFailed("10.9.9.9", Code.HTTP_RESET)))),
        argumentSet(
            "it says nothing",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelFailed(Code.PROXY_SILENT)),
                throughProxy(JIRA, answered("10.9.9.9")))),
        argumentSet(
            "it passes on that the target hung up",
            seen(
                proxySetAnd(),
                throughProxy(WIKI, requestFailed("10.9.9.9", Code.HTTP_CLOSED)),
                throughProxy(JIRA, answered("10.9.9.9")))),
        argumentSet(
            "it cannot get there",
            seen(
                proxySetAnd(),
                throughProxy(
                    GITHUB, tunnelRefused(squid(503, "Service Unavailable", "ERR_DNS_FAIL"))))),
        argumentSet(
            "it wants credentials",
            seen(proxySetAnd(), throughProxy(GITHUB, tunnelRefused(answer(407, "Auth"))))),
        argumentSet(
            "the service's own 403 through the proxy",
            seen(
                proxySetAnd(),
                throughProxy(
                    GITHUB,
                    answered(
                        "10.9.9.9",
                        answer(403, "Forbidden", "X-GitHub-Request-Id: 1"),
                        Recognition.CONTENT)))),
        argumentSet(
            "it denies the metadata server, which must not be asked there",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "no proxy was configured",
            seen(
                direct(
                    WIKI, foreign(JIRA_ADDRESS, squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
