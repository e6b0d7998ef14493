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

/** No nameserver of this container answers at all. */
final class DnsServerSilent implements Rule {

  @Override
  public Cause cause() {
    return Cause.DNS_SERVER_SILENT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, DnsFailure.checks(evidence, cause()), DnsServerSilent::servers)
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
        "%s cannot reach %s: no nameserver answers%s"
            .formatted(
                claim.tools(), claim.targets(), servers.isEmpty() ? "" : " (" + servers + ")"),
        failure.map(DnsFailure::facts).orElseThrow(),
        new Remedy(
            "See where the VPC's DNS sends queries (outbound server policy, forwarding zone) and let"
                + " UDP and TCP port 53 pass both ways.",
            Map.of(),
            List.of(
                "gcloud dns policies list " + Deployment.networkProject(),
                "gcloud dns managed-zones list --filter=visibility=private "
                    + Deployment.networkProject())));
  }
}
