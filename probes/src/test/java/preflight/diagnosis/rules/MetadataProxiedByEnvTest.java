package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GCLOUD_PROPERTY;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
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

class MetadataProxiedByEnvTest {

  private final MetadataProxiedByEnv rule = new MetadataProxiedByEnv();

  static Evidence story() {
    return seen(
        proxySetAnd(),
        comparison(METADATA, BY_ADDRESS, ownMetadata()),
        metadataThroughProxy(foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))));
  }

  @Test
  void proxyVariableThatCoversTheMetadataServerIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("HTTP_PROXY=http://***@proxy.corp:3128", "ERR_ACCESS_DENIED", "squid.corp");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "NO_PROXY names the metadata server",
            seen(
                proxySetAnd("NO_PROXY=*.google.internal"),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the direct way fails too",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, noToken()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "gcloud's own property sends it there",
            seen(
                GCLOUD_PROPERTY,
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the proxy serves it",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(ownMetadata()))),
        argumentSet(
            "another machine answers",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign(
                        "10.9.9.9", answer(200, "OK", "Metadata-Flavor: Google", "Via: 1.1 p"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
