package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

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

class ServiceImpostorTest {

  private final ServiceImpostor rule = new ServiceImpostor();

  static Evidence story() {
    return seen(direct(JIRA, foreign(JIRA_ADDRESS, answer(200, "OK", "Content-Type: text/html"))));
  }

  @Test
  void unsignedPageInTheServicesPlaceIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("jira", "10.1.2.3");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "a proxy signed it",
            seen(
                direct(WIKI, foreign(JIRA_ADDRESS, squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the certificate proves the name",
            seen(direct(JIRA, answered(JIRA_ADDRESS, answer(200, "OK"), Recognition.CERTIFICATE)))),
        argumentSet(
            "the service itself fails",
            seen(direct(JIRA, failing(JIRA_ADDRESS, answer(503, "Unavailable"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
