package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.metadata;
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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;

class MetadataAnsweredByProxyHostTest {

  private final MetadataAnsweredByProxyHost rule = new MetadataAnsweredByProxyHost();

  private static final HttpAnswer REFUSED =
      answer(403, "Forbidden", "Metadata-Flavor: Google", "Via: 1.1 proxy.corp (squid/5.7)");

  private static final RouteCheck DIRECT = comparison(METADATA, BY_ADDRESS, ownMetadata());

  static Evidence story() {
    return seen(proxySetAnd(), DIRECT, metadataThroughProxy(foreign("10.9.9.9", REFUSED)));
  }

  @Test
  void refusalByGoogleThroughTheProxyIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .asString()
        .contains("403 Forbidden", "Via: 1.1 proxy.corp", "NO_PROXY");
  }

  @Test
  void pageOfGooglesWithoutAHeaderIsKnownByItsTitle() {
    byte[] page =
        "<html><title>Error 403 (Forbidden)!!1</title></html>".getBytes(StandardCharsets.UTF_8);
    var answer = new HttpAnswer(403, "Forbidden", List.of(), page);

    assertThat(
            rule.findings(
                seen(proxySetAnd(), DIRECT, metadataThroughProxy(foreign("10.9.9.9", answer)))))
        .hasSize(1);
  }

  @Test
  void gcloudsPropertyIsUndoneAtItsPlace() {
    var evidence =
        seen(GCLOUD_PROPERTY, DIRECT, metadataThroughProxy(foreign("10.9.9.9", REFUSED)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .asString()
        .contains("CLOUDSDK_PROXY_ADDRESS");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the proxy's own page",
            seen(
                proxySetAnd(),
                DIRECT,
                metadataThroughProxy(
                    foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet(
            "the direct way is refused as well",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, noToken()),
                metadataThroughProxy(foreign("10.9.9.9", REFUSED)))),
        argumentSet(
            "another machine's token is granted",
            seen(
                proxySetAnd(),
                DIRECT,
                metadataThroughProxy(metadata("10.9.9.9", "other@their.iam", "their-project")))),
        argumentSet(
            "the proxy is dead",
            seen(
                proxySetAnd(),
                DIRECT,
                metadataThroughProxy(dialFailed("10.9.9.9", Code.TCP_REFUSED)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
