package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
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
import preflight.observation.Failure.Code;

class MetadataInterceptedTest {

  private final MetadataIntercepted rule = new MetadataIntercepted();

  static Evidence story() {
    return seen(
        comparison(
            METADATA,
            BY_ADDRESS,
            foreign("169.254.169.254", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))),
        directByName(foreign("169.254.169.254", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))));
  }

  @Test
  void proxyAtTheMetadataServersOwnAddressIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("ERR_ACCESS_DENIED", "private-ranges-only");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the address answers well, a variable leads to the proxy",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "only the name leads elsewhere",
            seen(
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(foreign("10.7.7.7", answer(200, "OK", "Content-Type: text/html"))))),
        argumentSet(
            "the genuine one refuses the token", seen(comparison(METADATA, BY_ADDRESS, noToken()))),
        argumentSet(
            "nobody answers",
            seen(
                comparison(
                    METADATA, BY_ADDRESS, dialFailed("169.254.169.254", Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
