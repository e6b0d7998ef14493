package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.metadata;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;

import java.net.InetSocketAddress;
import java.net.URI;
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
import preflight.diagnosis.Severity;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.Plan;
import preflight.route.ClientFamily;
import preflight.route.Route;

class MetadataOverriddenTest {

  private static final Map<String, String> ELSEWHERE = Map.of("GCE_METADATA_HOST", "10.9.8.7:8080");
  private static final RouteCheck OWN = comparison(METADATA, BY_ADDRESS, ownMetadata());
  private static final Attempt REFUSED = dialFailed("10.9.8.7", Code.TCP_REFUSED);

  private final MetadataOverridden rule = new MetadataOverridden();

  static Evidence story() {
    return seen(ELSEWHERE, OWN, atTheOverride(REFUSED));
  }

  @Test
  void variablesThatLeadToTheSameHostAreAllNamed() {
    var both = Map.of("GCE_METADATA_HOST", "10.9.8.7:8080", "GCE_METADATA_ROOT", "10.9.8.7:8080");

    assertThat(rule.findings(seen(both, OWN, atTheOverride(REFUSED))))
        .singleElement()
        .asString()
        .contains("--remove-env-vars=GCE_METADATA_HOST,GCE_METADATA_ROOT");
  }

  @Test
  void overrideThatIsAskedFirstIsFound() {
    assertThat(rule.findings(seen(ELSEWHERE, atTheOverride(REFUSED), OWN))).hasSize(1);
  }

  @Test
  void hostThatIsNoMetadataServerIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .returns(
            Map.of("GCE_METADATA_HOST", "metadata.google.internal"),
            finding -> finding.remedy().values())
        .asString()
        .contains("python cannot", "10.9.8.7:8080", "TCP_REFUSED", "--remove-env-vars=GCE_");
  }

  @Test
  void proxyThatThenStandsInTheWayIsMendedToo() {
    Evidence evidence =
        seen(
            proxySetAnd("NO_PROXY=10.9.8.7", "GCE_METADATA_HOST=10.9.8.7:8080"),
            OWN,
            atTheOverride(REFUSED));

    assertThat(rule.findings(evidence))
        .singleElement()
        .extracting(finding -> finding.remedy().values())
        .asString()
        .contains("NO_PROXY=10.9.8.7,metadata.google.internal,");
  }

  static Stream<Arguments> standing() {
    return Stream.of(
        row("an emulator answers", Severity.NOTE, "answers", ELSEWHERE, ownMetadata()),
        row(
            "another project's server answers",
            Severity.WARNING,
            "for another account",
            ELSEWHERE,
            metadata("10.9.8.7", "other@their-project.iam", "their-project")),
        row(
            "a key file",
            Severity.NOTE,
            "in the file",
            Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/canary-secret.json"),
            ownMetadata()),
        row(
            "no look for a metadata server",
            Severity.WARNING,
            "NO_GCE_CHECK=true",
            Map.of("NO_GCE_CHECK", "True"),
            ownMetadata()),
        row(
            "no look, and a key file",
            Severity.NOTE,
            "NO_GCE_CHECK=true",
            Map.of("NO_GCE_CHECK", "true", "GOOGLE_APPLICATION_CREDENTIALS", "/key.json"),
            ownMetadata()),
        row(
            "gcloud has a token of its own",
            Severity.NOTE,
            "gcloud takes its credentials from CLOUDSDK_AUTH_ACCESS_TOKEN",
            Map.of("CLOUDSDK_AUTH_ACCESS_TOKEN", "canary-secret"),
            ownMetadata()),
        row(
            "gcloud has none",
            Severity.WARNING,
            "no credentials at all",
            Map.of("CLOUDSDK_AUTH_DISABLE_CREDENTIALS", "true"),
            ownMetadata()));
  }

  @ParameterizedTest
  @MethodSource("standing")
  void overrideThatFailsNobodyIsToldOfAndNoError(
      Severity severity, String words, Map<String, String> environment, Attempt attempt) {
    RouteCheck asked =
        environment.equals(ELSEWHERE) ? atTheOverride(attempt) : directByName(attempt);

    assertThat(rule.findings(seen(environment, OWN, asked)))
        .singleElement()
        .returns(severity, Finding::severity)
        .returns(List.of(), Finding::explains)
        .asString()
        .contains(words)
        .doesNotContain("canary-secret");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("nothing is set", seen(OWN, directByName(ownMetadata()))),
        argumentSet(
            "the name's own address",
            seen(Map.of("GCE_METADATA_HOST", "169.254.169.254"), OWN, directByName(REFUSED))),
        argumentSet("the address that Preflight is told to ask", toldTo("10.9.8.7")),
        argumentSet(
            "the container's own server fails too",
            seen(ELSEWHERE, comparison(METADATA, BY_ADDRESS, noToken()), atTheOverride(REFUSED))),
        argumentSet(
            "set and empty, or false",
            seen(
                Map.of("GCE_METADATA_HOST", "", "NO_GCE_CHECK", "false"),
                OWN,
                directByName(REFUSED))),
        argumentSet(
            "a variable that this client does not read",
            seen(Map.of("GCE_METADATA_IP", "10.9.8.7"), OWN, directByName(REFUSED))),
        argumentSet(
            "no metadata server is asked for",
            seen(
                Map.of("NO_GCE_CHECK", "true"),
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  /** As with {@code --metadata-host}: what is asked directly is where the variable leads. */
  private static Evidence toldTo(String host) {
    Evidence told =
        seen(ELSEWHERE, comparison(METADATA, BY_NAME, ownMetadata()), atTheOverride(REFUSED));
    Plan plan = told.plan();
    return new Evidence(
        new Plan(
            plan.targets(),
            plan.clients(),
            plan.deadline(),
            plan.attemptTimeout(),
            InetSocketAddress.createUnresolved(host, 8080)),
        told.container(),
        told.routes(),
        told.checks());
  }

  private static RouteCheck atTheOverride(Attempt attempt) {
    return new RouteCheck(
        METADATA,
        URI.create("http://10.9.8.7:8080"),
        new Route.Direct(),
        List.of(ClientFamily.GOOGLE_AUTH_PYTHON),
        Standing.COUNTED,
        List.of(attempt));
  }

  private static Arguments row(
      String story,
      Severity severity,
      String words,
      Map<String, String> environment,
      Attempt attempt) {
    return argumentSet(story, severity, words, environment, attempt);
  }
}
