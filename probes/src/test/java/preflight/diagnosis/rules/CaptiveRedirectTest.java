package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.WIKI;
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
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;

class CaptiveRedirectTest {

  private static final HttpAnswer TO_THE_PORTAL =
      answer(302, "Found", "Location: http://portal.example:8080/login?url=http://wiki.corp/start");

  private final CaptiveRedirect rule = new CaptiveRedirect();

  static Evidence story() {
    return seen(direct(WIKI, foreign(JIRA_ADDRESS, TO_THE_PORTAL)));
  }

  @Test
  void redirectToAPortalOnTheWayIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("http://portal.example:8080/login instead", "the redirect carries the URL")
        .doesNotContain("?url=");
  }

  @Test
  void redirectInAnswerToConnectIsFound() {
    Evidence story = seen(proxySetAnd(), throughProxy(GITHUB, tunnelRefused(TO_THE_PORTAL)));

    assertThat(rule.findings(story))
        .singleElement()
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("the proxy http://proxy.corp:3128 sends it to http://portal.example:8080/login")
        .doesNotContain("canary-secret");
  }

  @Test
  void networkAuthenticationRequiredIsFound() {
    assertThat(
            rule.findings(
                seen(
                    direct(
                        WIKI,
                        foreign(JIRA_ADDRESS, answer(511, "Network Authentication Required"))))))
        .singleElement()
        .asString()
        .contains("511 Network Authentication Required");
  }

  @Test
  void unrecognisedServiceThatLeadsAwayIsLikely() {
    assertThat(
            rule.findings(
                seen(
                    direct(
                        JIRA,
                        foreign(
                            JIRA_ADDRESS,
                            answer(302, "Found", "Location: https://login.example/x"))))))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the service moved to https",
            seen(
                direct(
                    JIRA,
                    foreign(
                        JIRA_ADDRESS,
                        answer(301, "Moved Permanently", "Location: https://jira.corp/jira"))))),
        argumentSet(
            "a login that was let through",
            seen(
                direct(
                    WIKI,
                    answered(
                        JIRA_ADDRESS,
                        answer(302, "Found", "Location: https://login.example/x"),
                        Recognition.ANY_ANSWER)))),
        argumentSet(
            "a proxy that denies with a page",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "an unsigned page",
            seen(
                direct(JIRA, foreign(JIRA_ADDRESS, answer(200, "OK", "Content-Type: text/html"))))),
        argumentSet(
            "the metadata server's address is redirected",
            seen(comparison(METADATA, BY_ADDRESS, foreign("10.9.9.9", TO_THE_PORTAL)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
