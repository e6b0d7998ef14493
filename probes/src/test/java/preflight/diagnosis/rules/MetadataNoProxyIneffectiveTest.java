package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
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

class MetadataNoProxyIneffectiveTest {

  private final MetadataNoProxyIneffective rule = new MetadataNoProxyIneffective();

  static Evidence story() {
    return seen(
        proxySetAnd("NO_PROXY=localhost,*.google.internal"),
        comparison(METADATA, BY_ADDRESS, ownMetadata()),
        metadataThroughProxy(foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))));
  }

  @Test
  void starThatTheseClientsTakeLiterallyIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("*.google.internal");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "NO_PROXY is not set",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "NO_PROXY is about other hosts",
            seen(
                proxySetAnd("NO_PROXY=localhost,nexus.corp.internal"),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the list works",
            seen(
                proxySetAnd("NO_PROXY=metadata.google.internal,169.254.169.254"),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(ownMetadata()))),
        argumentSet(
            "the direct way fails too",
            seen(
                proxySetAnd("NO_PROXY=*.google.internal"),
                comparison(METADATA, BY_ADDRESS, noToken()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
