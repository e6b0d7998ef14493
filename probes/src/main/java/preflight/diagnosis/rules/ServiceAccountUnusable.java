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
import preflight.observation.Failure.Code;
import preflight.observation.MetadataIdentity;
import preflight.observation.RouteCheck;

/** The genuine metadata server answers, and has no token for the job's service account. */
final class ServiceAccountUnusable implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_ACCOUNT_UNUSABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return MetadataChecks.byAddress(evidence)
        .filter(check -> check.failedWith(Code.IDENTITY_NO_TOKEN))
        .map(check -> finding(new Claim(evidence, MetadataChecks.failed(evidence)), check))
        .stream();
  }

  private Finding finding(Claim claim, RouteCheck check) {
    Optional<String> email = MetadataChecks.identity(check).flatMap(MetadataIdentity::email);
    String account = email.orElse("SERVICE_ACCOUNT");
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "Nothing here can get a token: the metadata server works and gives none for %s"
            .formatted(email.orElse("the service account")),
        List.of(
            "The token's own answer: %s.".formatted(Phrase.failure(check)),
            "%s is the genuine metadata server, asked directly: no proxy, DNS or route is at fault."
                .formatted(Urls.host(check))),
        new Remedy(
            "Enable the account where it is disabled; give the job another where it is deleted.",
            Map.of(),
            List.of(
                "gcloud iam service-accounts enable " + ShellWord.of(account),
                Deployment.of(claim.evidence()).update("--service-account=NEW_ACCOUNT"),
                "gcloud iam service-accounts describe %s # shows whether it is disabled"
                    .formatted(ShellWord.of(account)))));
  }
}
