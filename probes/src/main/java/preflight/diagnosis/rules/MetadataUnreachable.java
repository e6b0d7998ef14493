package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.Job;

/** Nobody answers at the metadata server's address. */
final class MetadataUnreachable implements Rule {

  private static final Code[] NO_ANSWER = {
    Code.TCP_REFUSED,
    Code.TCP_TIMEOUT,
    Code.TCP_UNREACHABLE,
    Code.TCP_RESET,
    Code.HTTP_TIMEOUT,
    Code.HTTP_RESET,
    Code.HTTP_CLOSED
  };

  @Override
  public Cause cause() {
    return Cause.METADATA_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return MetadataChecks.byAddress(evidence)
        .filter(check -> check.failedWith(NO_ANSWER))
        .map(check -> finding(new Claim(evidence, MetadataChecks.failed(evidence)), check))
        .stream();
  }

  private Finding finding(Claim claim, RouteCheck check) {
    boolean onCloudRun = Job.of(claim.evidence().container()).onCloudRun();
    return claim.finding(
        cause(),
        onCloudRun ? Confidence.LIKELY : Confidence.CERTAIN,
        "Nothing here can get a token: nobody answers as the metadata server at %s"
            .formatted(Urls.host(check)),
        List.of(
            "Asked directly: %s, at attempt %d."
                .formatted(Phrase.failure(check), check.attempts().size()),
            onCloudRun
                ? "CLOUD_RUN_JOB or K_SERVICE is set, so a metadata server belongs here."
                : "Neither CLOUD_RUN_JOB nor K_SERVICE is set: outside Google Cloud there is none."),
        onCloudRun ? lookInside(claim.evidence()) : sayThatThereIsNone());
  }

  private static Remedy lookInside(Evidence evidence) {
    return new Remedy(
        "Look for a firewall inside the task (iptables, a sidecar) that closes 169.254.169.254."
            + " Where a second execution fails too, open a support case with this line.",
        Map.of(),
        List.of(Deployment.of(evidence).execute()));
  }

  private static Remedy sayThatThereIsNone() {
    return new Remedy(
        "Run it on Google Cloud, or tell Preflight not to ask: `--no-metadata`.",
        Map.of(),
        List.of());
  }
}
