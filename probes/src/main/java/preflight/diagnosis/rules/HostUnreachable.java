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

/** There is no route to the host, or something on the way rejects the packets with ICMP. */
final class HostUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.HOST_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, DirectChecks.failed(evidence, Code.TCP_UNREACHABLE), Urls::host)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: there is no way to %s"
            .formatted(claim.tools(), claim.targets(), Urls.place(check)),
        List.of(
            "The connection was given back: %s.".formatted(Phrase.failure(check)),
            "That is a missing route or a reject on the way, not a firewall that drops."),
        new Remedy(
            "Give the VPC a route to %s, and the job a way into that VPC."
                .formatted(Urls.place(check)),
            Map.of(),
            List.of(
                "gcloud compute routes list --format='table(name,network,destRange,priority)' "
                    + Deployment.networkProject(),
                Deployment.of(claim.evidence()).describe("--format=yaml"))));
  }
}
