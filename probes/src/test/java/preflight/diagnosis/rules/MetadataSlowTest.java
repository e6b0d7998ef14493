package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Attempts.slowMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.seen;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;

class MetadataSlowTest {

  private final MetadataSlow rule = new MetadataSlow();

  static Evidence story() {
    return seen(directByName(slowMetadata(Duration.ofMillis(5200))));
  }

  @Test
  void answerAfterMoreThanClientsWaitIsAWarning() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .asString()
        .contains("5.2 s", "GCE_METADATA_TIMEOUT");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("at once", seen(directByName(ownMetadata()))),
        argumentSet(
            "within what clients wait", seen(directByName(slowMetadata(Duration.ofMillis(2900))))),
        argumentSet(
            "no answer at all",
            seen(directByName(requestFailed("169.254.169.254", Code.HTTP_TIMEOUT)))),
        argumentSet(
            "slow on a way that nobody who counts goes",
            seen(
                directByName(ownMetadata()),
                comparison(METADATA, BY_ADDRESS, slowMetadata(Duration.ofSeconds(5))))),
        argumentSet("another service is asked", seen(direct(JIRA, answered(JIRA_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
