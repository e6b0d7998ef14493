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
import preflight.observation.RouteCheck;

/** The nameserver answers that it cannot or will not say (SERVFAIL, REFUSED). */
final class DnsServerFailed implements Rule {

  @Override
  public Cause cause() {
    return Cause.DNS_SERVER_FAILED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, DnsFailure.checks(evidence, cause()), DnsServerFailed::servers)
        .map(this::finding);
  }

  private static String servers(RouteCheck check) {
    return DnsFailure.of(check).map(DnsFailure::servers).orElse("");
  }

  private Finding finding(Claim claim) {
    Optional<DnsFailure> failure = DnsFailure.of(claim.first());
    String servers = servers(claim.first());
    return claim.finding(
        cause(),
        servers.isEmpty() ? Confidence.POSSIBLE : Confidence.CERTAIN,
        "%s cannot reach %s: DNS answers with a failure%s"
            .formatted(
                claim.tools(), claim.targets(), servers.isEmpty() ? "" : " (" + servers + ")"),
        failure.map(DnsFailure::facts).orElseThrow(),
        new Remedy(
            "SERVFAIL: the server behind a forwarding zone fails or is not reached; see its targets."
                + " REFUSED: the server does not serve the VPC; have its owner allow it.",
            Map.of(),
            List.of(
                "gcloud dns managed-zones list --filter=visibility=private "
                    + Deployment.networkProject(),
                "gcloud dns policies list " + Deployment.networkProject())));
  }
}
