package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Handshakes.plainPage;

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

class HttpInterceptedTest {

  private final HttpIntercepted rule = new HttpIntercepted();

  static Evidence story() {
    return seen(direct(WIKI, foreign(JIRA_ADDRESS, squid(403, "Forbidden", "ERR_ACCESS_DENIED"))));
  }

  @Test
  void squidThatNobodyConfiguredIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("ERR_ACCESS_DENIED", "squid.corp");
  }

  @Test
  void squidThatAnswersTheHandshakeInPlainHttpIsFound() {
    Evidence story =
        seen(direct(JIRA, plainPage(squid(400, "Bad Request", "ERR_PROTOCOL_UNKNOWN"))));

    assertThat(rule.findings(story))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .asString()
        .contains("ERR_PROTOCOL_UNKNOWN", "plain HTTP, in answer to a TLS handshake");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the configured proxy denies",
            seen(
                proxySetAnd(),
                throughProxy(
                    WIKI, foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the service's own 403",
            seen(
                direct(
                    GITHUB,
                    answered(
                        GITHUB_ADDRESS,
                        answer(403, "Forbidden", "X-GitHub-Request-Id: 1"),
                        Recognition.CONTENT)))),
        argumentSet(
            "an unsigned page",
            seen(
                direct(JIRA, foreign(JIRA_ADDRESS, answer(200, "OK", "Content-Type: text/html"))))),
        argumentSet(
            "a service that speaks plain HTTP where TLS was asked",
            seen(direct(JIRA, plainPage(answer(400, "Bad Request", "Server: nginx"))))),
        argumentSet(
            "the metadata server's address is redirected",
            seen(
                comparison(
                    METADATA,
                    BY_ADDRESS,
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
