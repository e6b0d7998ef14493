package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
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
import preflight.diagnosis.TargetOutcome;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;

class ServiceRateLimitedTest {

  private static final String REQUEST_ID = "X-GitHub-Request-Id: C0DE";
  private static final HttpAnswer USED_UP =
      answer(
          403,
          "Forbidden",
          REQUEST_ID,
          "X-RateLimit-Limit: 60",
          "X-RateLimit-Remaining: 0",
          "X-RateLimit-Reset: 1767323045");

  private final ServiceRateLimited rule = new ServiceRateLimited();

  static Evidence story() {
    return seen(direct(GITHUB, answered(GITHUB_ADDRESS, USED_UP, Recognition.CONTENT)));
  }

  @Test
  void limitThatIsUsedUpIsAWarningWithItsEnd() {
    Evidence evidence =
        seen(direct(GITHUB, answered(GITHUB_ADDRESS, USED_UP, Recognition.CONTENT)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("It allows 60 requests", "The count begins anew at 2026-01-02T03:04:05Z.");
    assertThat(evidence.outcome(GITHUB)).isEqualTo(TargetOutcome.REACHABLE);
  }

  @Test
  void tooManyRequestsOfAnyServiceAreFoundAndNotCalledUnrecognised() {
    HttpAnswer tooMany = answer(429, "Too Many Requests", "Retry-After: 60");
    Evidence evidence =
        seen(direct(GITHUB, answered(GITHUB_ADDRESS, tooMany, Recognition.CERTIFICATE)));

    assertThat(rule.findings(evidence)).singleElement().asString().contains("wait for 60 s");
    assertThat(new ServiceUnrecognised().findings(evidence)).isEmpty();
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("plain 403", github(answer(403, "Forbidden", REQUEST_ID))),
        argumentSet(
            "something remains",
            github(answer(403, "Forbidden", REQUEST_ID, "X-RateLimit-Remaining: 10"))),
        argumentSet(
            "nothing remains after this one",
            github(answer(200, "OK", REQUEST_ID, "X-RateLimit-Remaining: 0"))),
        argumentSet(
            "somebody else's 403 with Retry-After",
            seen(
                direct(
                    WIKI,
                    answered(
                        "10.1.2.9",
                        answer(403, "Forbidden", "Retry-After: 5"),
                        Recognition.ANY_ANSWER)))),
        argumentSet(
            "a proxy's 429",
            seen(direct(GITHUB, foreign(GITHUB_ADDRESS, answer(429, "Too Many Requests"))))),
        argumentSet(
            "only the way that nobody goes is limited",
            seen(
                uncounted(direct(GITHUB, answered(GITHUB_ADDRESS, USED_UP, Recognition.CONTENT))),
                throughProxy(GITHUB, answered("10.9.9.9")))),
        argumentSet(
            "the metadata server's",
            seen(directByName(failing("169.254.169.254", answer(429, "Too Many Requests"))))));
  }

  private static Evidence github(HttpAnswer answer) {
    return seen(direct(GITHUB, answered(GITHUB_ADDRESS, answer, Recognition.CONTENT)));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
