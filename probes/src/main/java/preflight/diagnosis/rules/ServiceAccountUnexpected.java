package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.ShellWord;
import preflight.observation.MetadataIdentity;
import preflight.observation.RouteCheck;
import preflight.plan.Expectations;
import preflight.plan.Target;

/** The metadata server works, and speaks for another account, or with fewer scopes, than asked. */
final class ServiceAccountUnexpected implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_ACCOUNT_UNEXPECTED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(
            evidence,
            evidence
                .of(Target.Kind.METADATA)
                .filter(evidence::unexpected)
                .filter(evidence::decides)
                .filter(check -> !evidence.speaksForAnother(check)))
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    Expectations expected = claim.evidence().plan().expectations();
    MetadataIdentity identity = MetadataChecks.identity(check).orElseThrow();
    Optional<String> account =
        expected.serviceAccount().filter(email -> !identity.email().equals(Optional.of(email)));
    String actual = identity.email().orElse("an account without a name");
    List<String> missing = expected.missingScopes(identity.scopes());
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        account
            .map(email -> "The job runs as %s, and not as %s".formatted(actual, email))
            .orElseGet(
                () -> "The token of %s lacks %s".formatted(actual, Phrase.list(missing.stream()))),
        List.of(
            "%s, asked %s, speaks for %s.".formatted(Urls.host(check), Phrase.way(check), actual),
            "Its scopes: %s."
                .formatted(
                    identity.scopes().isEmpty()
                        ? "none"
                        : Phrase.list(identity.scopes().stream()))),
        account
            .map(email ->
                new Remedy(
                    "Give the job the account that it should have, or correct"
                        + " --expect-service-account.",
                    Map.of(),
                    List.of(
                        Deployment.of(claim.evidence())
                            .update("--service-account=" + ShellWord.of(email)))))
            .orElseGet(() ->
                new Remedy(
                    "See which metadata server answers here and why it grants less, or correct"
                        + " --expect-scopes.",
                    Map.of(),
                    List.of(Deployment.of(claim.evidence()).show("its service account")))));
  }
}
