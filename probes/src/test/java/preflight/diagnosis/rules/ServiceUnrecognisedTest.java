package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
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

class ServiceUnrecognisedTest {

  private final ServiceUnrecognised rule = new ServiceUnrecognised();

  static Evidence story() {
    return seen(direct(NEXUS, answered(JIRA_ADDRESS, answer(200, "OK"), Recognition.CERTIFICATE)));
  }

  @Test
  void verifiedHostWithoutTheProductsMarksIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .returns(Confidence.POSSIBLE, Finding::confidence)
        .asString()
        .contains("nexus.corp", "http=");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("its marks are there", seen(direct(NEXUS, answered(JIRA_ADDRESS)))),
        argumentSet(
            "nothing in particular was expected",
            seen(direct(WIKI, answered(JIRA_ADDRESS, answer(200, "OK"), Recognition.CERTIFICATE)))),
        argumentSet(
            "somebody else answers",
            seen(
                direct(
                    NEXUS, foreign(JIRA_ADDRESS, answer(200, "OK", "Content-Type: text/html"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
