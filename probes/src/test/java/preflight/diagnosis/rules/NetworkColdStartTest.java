package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.after;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

import java.time.Duration;
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

class NetworkColdStartTest {

  private final NetworkColdStart rule = new NetworkColdStart();

  static Evidence story() {
    return seen(
        direct(
            GITHUB,
            dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT),
            after(Duration.ofMillis(12_340), answered(GITHUB_ADDRESS))));
  }

  @Test
  void silenceAtFirstAndThenAnAnswerIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.NOTE, Finding::severity)
        .returns(Confidence.POSSIBLE, Finding::confidence)
        .asString()
        .contains("attempt 2", "12.3 s");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("reached at once", seen(direct(GITHUB, answered(GITHUB_ADDRESS)))),
        argumentSet(
            "never reached",
            seen(
                direct(
                    GITHUB,
                    dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT),
                    dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the service failed first",
            seen(
                direct(
                    GITHUB,
                    failing(GITHUB_ADDRESS, answer(503, "Unavailable")),
                    answered(GITHUB_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
