package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;
import preflight.observation.RouteCheck;
import preflight.route.ClientFamily;
import preflight.route.Setting;

/**
 * A proxy variable covers the metadata server too, and the proxy cannot or will not serve it.
 *
 * <p>That the direct way works at the same moment acquits IAM, routing and the egress mode.
 */
final class MetadataProxiedByEnv implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_PROXIED_BY_ENV;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    NoProxy bypass = NoProxy.of(evidence.container());
    return bypass.metadataEntries().isEmpty()
        ? Claim.over(
                evidence, MetadataChecks.proxiedBy(SettingSource.ENVIRONMENT, evidence).stream())
            .map(claim -> finding(claim, bypass))
        : Stream.empty();
  }

  private Finding finding(Claim claim, NoProxy bypass) {
    Evidence evidence = claim.evidence();
    return claim.finding(
        cause(),
        confidence(claim),
        "%s cannot get a token: %s also covers the metadata server (%s)"
            .formatted(claim.tools(), settings(claim), Answerer.inShort(claim.first())),
        List.of(
            "%s; %s.".formatted(settings(claim), unhelpful(bypass)),
            proxysAnswer(claim.first()),
            directWayWorks(evidence),
            whoGoesWhere(claim)),
        ProxyRemedy.of(SettingSource.ENVIRONMENT, evidence, "the metadata server"));
  }

  /** {@code HTTP_PROXY=http://proxy.corp:3128}. */
  static String settings(Claim claim) {
    return Phrase.list(
        claim.checks().stream()
            .flatMap(check -> ProxiedChecks.settings(claim.evidence(), check))
            .map(Setting::toString));
  }

  /**
   * Where the proxy cannot be asked, because Preflight does not speak to its kind, it is likely.
   */
  static Confidence confidence(Claim claim) {
    return claim.first().route().proxy().isPresent() ? Confidence.CERTAIN : Confidence.LIKELY;
  }

  /** In its own words; where these name nobody, what it said when it was asked besides. */
  static String proxysAnswer(RouteCheck check) {
    return "The proxy: %s.%s"
        .formatted(Answerer.inFull(check), Answerer.unmasking(check).map(" "::concat).orElse(""));
  }

  static String directWayWorks(Evidence evidence) {
    return "%s answers directly right now: not IAM, not routing, not the egress mode."
        .formatted(
            MetadataChecks.working(evidence)
                .map(check -> check.url().getAuthority())
                .orElseThrow());
  }

  /** Which families the proxy hits, and which it does not. */
  static String whoGoesWhere(Claim claim) {
    return Stream.concat(
            Stream.of(
                "Through the proxy: %s."
                    .formatted(Clients.labels(claim.evidence(), claim.checks()))),
            Stream.concat(whoGoesDirectly(claim), detection(claim)))
        .collect(Collectors.joining(" "));
  }

  /** Which families the proxy does not hit, where there are any. */
  static Stream<String> whoGoesDirectly(Claim claim) {
    String direct =
        Phrase.list(
            MetadataChecks.direct(claim.evidence())
                .filter(RouteCheck::reached)
                .flatMap(check -> Clients.families(claim.evidence(), List.of(check)))
                .map(family -> family.label()));
    return direct.isEmpty()
        ? Stream.empty()
        : Stream.of("Directly, and without trouble: " + direct + ".");
  }

  /** What google-auth's release says about its symptom. */
  private static Stream<String> detection(Claim claim) {
    return Clients.families(claim.evidence(), claim.checks())
            .anyMatch(ClientFamily.GOOGLE_AUTH_PYTHON::equals)
        ? claim.evidence().routes().detectionRemark().stream()
        : Stream.empty();
  }

  private static String unhelpful(NoProxy bypass) {
    return bypass.entries().isEmpty()
        ? bypass.asSet()
        : bypass.asSet() + " does not name the metadata server";
  }
}
