package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.PROXY;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.proxySetAnd;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.testing.Facts;

class MetadataProxiedByJvmTest {

  private static final String PROXY_OPTIONS = "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128";
  private static final String MENDED =
      "-Dhttp.nonProxyHosts=localhost|127.*|[::1]|metadata.google.internal|metadata|169.254.169.254";
  private static final Attempt DENIED =
      foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"));

  private final MetadataProxiedByJvm rule = new MetadataProxiedByJvm();

  static Evidence story() {
    return seen(Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m " + PROXY_OPTIONS), DENIED);
  }

  @Test
  void optionThatCoversTheMetadataServerIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .returns(
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m " + PROXY_OPTIONS + " " + MENDED),
            finding -> finding.remedy().values())
        .asString()
        .contains("java cannot", "http.proxyHost=proxy.corp:3128", "ERR_ACCESS_DENIED");
  }

  static Stream<Arguments> remedies() {
    return Stream.of(
        argumentSet(
            "what is bypassed stays so",
            Map.of("_JAVA_OPTIONS", PROXY_OPTIONS + " -Dhttp.nonProxyHosts=*.corp"),
            Map.of(
                "_JAVA_OPTIONS",
                PROXY_OPTIONS
                    + " -Dhttp.nonProxyHosts=*.corp|metadata.google.internal|metadata|169.254.169.254")),
        argumentSet(
            "should_use_proxy goes",
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dcom.google.api.client.should_use_proxy=true"
                    + " -Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=3128"),
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=3128 " + MENDED)),
        argumentSet(
            "the last variable has the last word",
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dhttp.nonProxyHosts=x", "JDK_JAVA_OPTIONS", PROXY_OPTIONS),
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "",
                "JDK_JAVA_OPTIONS",
                PROXY_OPTIONS
                    + " -Dhttp.nonProxyHosts=x|metadata.google.internal|metadata|169.254.169.254")));
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void remedyKeepsTheOtherOptions(Map<String, String> environment, Map<String, String> values) {
    assertThat(rule.findings(seen(environment, DENIED)))
        .singleElement()
        .returns(values, finding -> finding.remedy().values());
  }

  @Test
  void optionsThatMayHoldASecretAreNotShown() {
    String secret = " -javaagent:/agent.jar=key=canary-secret";

    assertThat(rule.findings(seen(Map.of("JAVA_TOOL_OPTIONS", PROXY_OPTIONS + secret), DENIED)))
        .singleElement()
        .extracting(Finding::remedy)
        .returns(Map.of(), Remedy::values)
        .asString()
        .contains("Add to JAVA_TOOL_OPTIONS", MENDED)
        .doesNotContain("canary-secret");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("a variable that Java does not read", seen(proxySetAnd(), DENIED)),
        argumentSet(
            "only https goes there",
            seen(Map.of("JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=proxy.corp"), DENIED)),
        argumentSet(
            "the proxy serves it", seen(Map.of("JAVA_TOOL_OPTIONS", PROXY_OPTIONS), ownMetadata())),
        argumentSet(
            "the direct way fails too",
            Facts.seen(
                Map.of("JAVA_TOOL_OPTIONS", PROXY_OPTIONS),
                comparison(METADATA, BY_ADDRESS, noToken()),
                throughProxy(DENIED))),
        argumentSet(
            "nonProxyHosts covers it",
            Facts.seen(
                Map.of(
                    "JAVA_TOOL_OPTIONS", PROXY_OPTIONS + " -Dhttp.nonProxyHosts=*.google.internal"),
                comparison(METADATA, BY_ADDRESS, ownMetadata()),
                comparison(METADATA, BY_NAME, ownMetadata()))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static Evidence seen(Map<String, String> environment, Attempt throughProxy) {
    return Facts.seen(
        environment, comparison(METADATA, BY_ADDRESS, ownMetadata()), throughProxy(throughProxy));
  }

  private static RouteCheck throughProxy(Attempt attempt) {
    return new RouteCheck(
        METADATA,
        BY_NAME,
        new Route.Forward(PROXY),
        List.of(ClientFamily.GOOGLE_AUTH_JAVA),
        Standing.COUNTED,
        List.of(attempt));
  }
}
