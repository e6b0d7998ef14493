package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
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
import preflight.observation.Failure.Code;

class MetadataUnreachableTest {

  private final MetadataUnreachable rule = new MetadataUnreachable();

  static Evidence story() {
    return seen(
        CLOUD_RUN,
        comparison(METADATA, BY_ADDRESS, dialFailed("169.254.169.254", Code.TCP_TIMEOUT)),
        directByName(dialFailed("169.254.169.254", Code.TCP_TIMEOUT)));
  }

  @Test
  void silenceAtTheMetadataServersAddressIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("169.254.169.254");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "only the proxy is silent",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(dialFailed("10.9.9.9", Code.TCP_TIMEOUT)))),
        argumentSet(
            "somebody else answers there",
            seen(
                comparison(
                    METADATA,
                    BY_ADDRESS,
                    foreign("169.254.169.254", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "it was refused at first",
            seen(
                comparison(
                    METADATA,
                    BY_ADDRESS,
                    dialFailed("169.254.169.254", Code.TCP_REFUSED),
                    ownMetadata()))),
        argumentSet(
            "another target is silent",
            seen(direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
