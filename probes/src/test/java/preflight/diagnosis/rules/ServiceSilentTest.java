package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.WIKI;
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

class ServiceSilentTest {

  private final ServiceSilent rule = new ServiceSilent();

  static Evidence story() {
    return seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_TIMEOUT)));
  }

  @Test
  void serviceThatTakesTheConnectionAndSaysNothingIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("10.1.2.3");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "not even connected", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet("reset", seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_RESET)))),
        argumentSet(
            "the proxy says nothing",
            seen(proxySetAnd(), throughProxy(WIKI, requestFailed("10.9.9.9", Code.HTTP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
