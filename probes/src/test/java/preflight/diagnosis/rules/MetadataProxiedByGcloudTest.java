package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.GCLOUD_PROPERTY;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.PROXY;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.route.ClientFamily;
import preflight.route.Route;

class MetadataProxiedByGcloudTest {

  private static final Attempt DENIED =
      foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"));

  private final MetadataProxiedByGcloud rule = new MetadataProxiedByGcloud();

  static Evidence story() {
    return seen(
        GCLOUD_PROPERTY,
        comparison(METADATA, BY_ADDRESS, ownMetadata()),
        throughProxy(DENIED, ClientFamily.GCLOUD_TOKEN));
  }

  @Test
  void propertiesThatCoverTheMetadataServerAreFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .returns(Map.of(), finding -> finding.remedy().values())
        .asString()
        .contains("gcloud cannot", "proxy/address=proxy.corp:3128", "ERR_ACCESS_DENIED")
        .contains("--remove-env-vars=CLOUDSDK_PROXY_TYPE,CLOUDSDK_PROXY_ADDRESS")
        .doesNotContain("RUN gcloud");
  }

  @Test
  void propertiesOfTheImageAreUnsetInItsDockerfile() {
    Evidence halfInTheImage =
        seen(
            Map.of("CLOUDSDK_PROXY_ADDRESS", "proxy.corp"),
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            new RouteCheck(
                METADATA,
                BY_NAME,
                new Route.Unsupported("proxy/address=proxy.corp", "set together"),
                List.of(ClientFamily.GCLOUD_TOKEN),
                Standing.COUNTED,
                List.of(DENIED)));

    assertThat(rule.findings(halfInTheImage))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .extracting(finding -> finding.remedy().commands())
        .asString()
        .contains(
            "--remove-env-vars=CLOUDSDK_PROXY_ADDRESS", "RUN gcloud config unset proxy/type &&");
  }

  @Test
  void variablesThatWouldTakeOverAreMendedToo() {
    Map<String, String> environment = new HashMap<>(proxySetAnd("NO_PROXY=jira.corp"));
    environment.putAll(GCLOUD_PROPERTY);
    Evidence both =
        seen(
            environment,
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            throughProxy(DENIED, ClientFamily.GCLOUD_TOKEN, ClientFamily.GOOGLE_AUTH_PYTHON));

    assertThat(Diagnosis.of(both, AllRules.ALL).findings())
        .hasSize(2)
        .allSatisfy(finding ->
            assertThat(finding.remedy().values().get("no_proxy"))
                .startsWith("jira.corp,metadata.google.internal,"))
        .extracting(Finding::cause)
        .containsExactly(Cause.METADATA_PROXIED_BY_ENV, Cause.METADATA_PROXIED_BY_GCLOUD);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "a variable sends it there",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                throughProxy(DENIED, ClientFamily.GCLOUD_TOKEN))),
        argumentSet(
            "only others go there, by a variable",
            seen(
                GCLOUD_PROPERTY,
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                throughProxy(DENIED, ClientFamily.GOOGLE_AUTH_PYTHON))),
        argumentSet(
            "the direct way fails too",
            seen(
                GCLOUD_PROPERTY,
                comparison(METADATA, BY_ADDRESS, noToken()),
                throughProxy(DENIED, ClientFamily.GCLOUD_TOKEN))),
        argumentSet(
            "the proxy serves it",
            seen(
                GCLOUD_PROPERTY,
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                throughProxy(ownMetadata(), ClientFamily.GCLOUD_TOKEN))),
        argumentSet(
            "another machine answers",
            seen(
                GCLOUD_PROPERTY,
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                throughProxy(
                    foreign("10.9.9.9", answer(200, "OK", "Metadata-Flavor: Google", "Via: 1.1 p")),
                    ClientFamily.GCLOUD_TOKEN))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static RouteCheck throughProxy(Attempt attempt, ClientFamily... families) {
    return new RouteCheck(
        METADATA,
        BY_NAME,
        new Route.Forward(PROXY),
        List.of(families),
        Standing.COUNTED,
        List.of(attempt));
  }
}
