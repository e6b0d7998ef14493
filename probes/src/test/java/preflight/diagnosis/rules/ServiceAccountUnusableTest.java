package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.CLOUD_RUN;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
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

class ServiceAccountUnusableTest {

  private final ServiceAccountUnusable rule = new ServiceAccountUnusable();

  static Evidence story() {
    return seen(CLOUD_RUN, comparison(METADATA, BY_ADDRESS, noToken()), directByName(noToken()));
  }

  @Test
  void genuineServerWithoutATokenIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("--service-account=");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the token came",
            seen(comparison(METADATA, BY_ADDRESS, ownMetadata()), directByName(ownMetadata()))),
        argumentSet(
            "the server fails",
            seen(
                comparison(
                    METADATA, BY_ADDRESS, failing("169.254.169.254", answer(503, "Unavailable"))))),
        argumentSet(
            "somebody else refuses",
            seen(
                comparison(
                    METADATA, BY_ADDRESS, foreign("169.254.169.254", answer(404, "Not Found"))))),
        argumentSet(
            "only behind the proxy there is none",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(noToken()))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
