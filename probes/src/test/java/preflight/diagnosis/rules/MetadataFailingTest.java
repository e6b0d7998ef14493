package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.CLOUD_RUN;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
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

class MetadataFailingTest {

  private final MetadataFailing rule = new MetadataFailing();

  static Evidence story() {
    return seen(
        CLOUD_RUN,
        comparison(METADATA, BY_ADDRESS, failing("169.254.169.254", answer(503, "Unavailable"))),
        directByName(failing("169.254.169.254", answer(503, "Unavailable"))));
  }

  @Test
  void genuineServerThatAnswers503ToTheEndIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("503 Unavailable");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "it recovered, and was not asked by its address again",
            seen(
                CLOUD_RUN,
                comparison(
                    METADATA, BY_ADDRESS, failing("169.254.169.254", answer(503, "Unavailable"))),
                directByName(ownMetadata()))),
        argumentSet(
            "it recovered",
            seen(
                comparison(
                    METADATA,
                    BY_ADDRESS,
                    failing("169.254.169.254", answer(503, "Unavailable")),
                    ownMetadata()))),
        argumentSet(
            "the proxy's 503",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(503, "Unavailable", "ERR_CONNECT_FAIL"))))),
        argumentSet(
            "a service's 503",
            seen(direct(GITHUB, failing(GITHUB_ADDRESS, answer(503, "Unavailable"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
