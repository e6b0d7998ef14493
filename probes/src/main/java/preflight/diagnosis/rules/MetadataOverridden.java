package preflight.diagnosis.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.Severity;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Route;

/**
 * A variable leads clients to another metadata server than the container's own, or past it.
 *
 * <p>An error only where a client fails because of it; an emulator that answers, or a key file, may
 * be just what is wanted.
 */
final class MetadataOverridden implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_OVERRIDDEN;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.concat(
        Claim.grouped(evidence, misled(evidence), RouteCheck::url).map(this::finding),
        standing(evidence));
  }

  /** What the variables that mislead a client are to hold instead: an image's cannot be removed. */
  static Map<String, String> usualHosts(Evidence evidence) {
    Map<String, String> values = new LinkedHashMap<>();
    misled(evidence)
        .flatMap(check -> check.clients().stream())
        .flatMap(family -> HostOverride.of(evidence, family).stream())
        .forEach(override -> values.put(override.variable(), override.usual()));
    return values;
  }

  /**
   * The direct checks that fail where a variable leads, while the container's own server answers.
   */
  private static Stream<RouteCheck> misled(Evidence evidence) {
    return MetadataChecks.byAddress(evidence).filter(RouteCheck::reached).stream()
        .flatMap(own -> MetadataChecks.failed(evidence).stream())
        .filter(check -> check.route() instanceof Route.Direct)
        .filter(check -> check.last().isPresent())
        .filter(check ->
            check.clients().stream()
                .anyMatch(family -> !HostOverride.of(evidence, family).isEmpty()));
  }

  private Finding finding(Claim claim) {
    Evidence evidence = claim.evidence();
    RouteCheck check = claim.first();
    List<String> variables =
        check.clients().stream()
            .flatMap(family -> HostOverride.of(evidence, family).stream())
            .map(HostOverride::variable)
            .distinct()
            .toList();
    String names = Phrase.list(variables.stream());
    Map<String, String> values = new LinkedHashMap<>(usualHosts(evidence));
    values.putAll(NoProxyValues.whereNeeded(evidence));
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot get a token: %s to %s, which is no metadata server that works (%s)"
            .formatted(
                claim.tools(),
                Phrase.doing(variables.stream(), "leads", "lead"),
                Urls.authority(check),
                Answerer.inShort(check)),
        List.of(
            "%s, asked directly: %s.".formatted(Urls.authority(check), Answerer.inFull(check)),
            MetadataProxiedByEnv.directWayWorks(evidence),
            "Led there by %s: %s.".formatted(names, Clients.labels(evidence, claim.checks()))),
        new Remedy(
            "Remove %s. What the image sets (ENV) cannot be removed: set it to the usual host."
                .formatted(names),
            values,
            List.of(
                Deployment.of(evidence).updateVariables(values),
                Deployment.of(evidence)
                    .update("--remove-env-vars=" + String.join(",", variables)))));
  }

  /** What stands in the way of nobody at this moment. */
  private Stream<Finding> standing(Evidence evidence) {
    List<CredentialOverride> overrides = CredentialOverride.of(evidence);
    if (overrides.isEmpty() || evidence.of(Target.Kind.METADATA).findAny().isEmpty()) {
      return Stream.empty();
    }
    List<String> names = overrides.stream().map(CredentialOverride::variable).distinct().toList();
    boolean risky = overrides.stream().anyMatch(CredentialOverride::risky);
    return Stream.of(
        new Finding(
            cause(),
            risky ? Severity.WARNING : Severity.NOTE,
            Confidence.CERTAIN,
            Target.Kind.METADATA.label(),
            "%s overrides the metadata server's word, in part or for some clients"
                .formatted(Phrase.list(names.stream())),
            overrides.stream().map(CredentialOverride::effect).toList(),
            new Remedy(
                "Leave it where it is meant so; else remove it (from the Dockerfile, where it is an"
                    + " ENV of the image).",
                Map.of(),
                List.of(
                    Deployment.of(evidence)
                        .update("--remove-env-vars=" + String.join(",", names)))),
            List.of()));
  }
}
