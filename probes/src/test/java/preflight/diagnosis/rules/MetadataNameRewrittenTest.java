package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.metadata;
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

class MetadataNameRewrittenTest {

  private final MetadataNameRewritten rule = new MetadataNameRewritten();

  static Evidence story() {
    return seen(
        comparison(METADATA, BY_ADDRESS, ownMetadata()),
        directByName(foreign("10.7.7.7", answer(200, "OK", "Content-Type: text/html"))));
  }

  @Test
  void nameThatLeadsElsewhereIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("10.7.7.7");
  }

  @Test
  void nameThatLeadsToAnotherMetadataServerIsFound() {
    Evidence elsewhere =
        seen(
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            directByName(metadata("10.7.7.7", "other@their-project.iam", "their-project")));

    assertThat(rule.findings(elsewhere))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .asString()
        .contains("10.7.7.7", "other@their-project.iam", "job@my-project.iam");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the name leads to the right address",
            seen(
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(dialFailed("169.254.169.254", Code.TCP_RESET)))),
        argumentSet(
            "the address fails too",
            seen(
                comparison(METADATA, BY_ADDRESS, noToken()),
                directByName(foreign("10.7.7.7", answer(200, "OK", "Content-Type: text/html"))))),
        argumentSet(
            "the name leads to a relay that speaks for this container",
            seen(
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(metadata("127.0.0.1", "job@my-project.iam", "my-project")))),
        argumentSet(
            "it works by name",
            seen(comparison(METADATA, BY_ADDRESS, ownMetadata()), directByName(ownMetadata()))),
        argumentSet(
            "a proxy is on the way",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the nameserver is merely silent",
            seen(
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                directByName(lookupFailed("metadata.google.internal", Code.DNS_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
