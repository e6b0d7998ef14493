package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.metadata;
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

class MetadataForeignIdentityTest {

  private final MetadataForeignIdentity rule = new MetadataForeignIdentity();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        comparison(METADATA, BY_ADDRESS, ownMetadata()),
        metadataThroughProxy(metadata("10.9.9.9", "vm@proxy-project.iam", "proxy-project")));
  }

  @Test
  void anotherMachinesMetadataServerBehindTheProxyIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("vm@proxy-project.iam", "job@my-project.iam");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "our own metadata server behind the proxy",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(ownMetadata()))),
        argumentSet(
            "the proxy denies",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "no proxy on the way",
            seen(
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(metadata("10.9.9.9", "vm@proxy-project.iam", "proxy-project")))),
        argumentSet(
            "the direct way says nothing to compare with",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, dialFailed("169.254.169.254", Code.TCP_TIMEOUT)),
                metadataThroughProxy(ownMetadata()))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
