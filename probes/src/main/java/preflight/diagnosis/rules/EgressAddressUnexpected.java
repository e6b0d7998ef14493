package preflight.diagnosis.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Route;

/** The outside sees this job under another address than the one on its allow-list. */
final class EgressAddressUnexpected implements Rule {

  @Override
  public Cause cause() {
    return Cause.EGRESS_ADDRESS_UNEXPECTED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.of(Target.Kind.EGRESS).filter(evidence::unexpected).filter(evidence::decides),
            EgressAddressUnexpected::seenAs)
        .map(this::finding);
  }

  private static String seenAs(RouteCheck check) {
    return Phrase.list(
        check.all(IdentityCheck.class).flatMap(identity -> identity.marks().stream()));
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String expected =
        String.join(
            " or ",
            claim.evidence().plan().expectations().egressAddresses().stream()
                .map(InetAddress::getHostAddress)
                .toList());
    boolean direct = check.route() instanceof Route.Direct;
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "The outside sees this job as %s, and not as %s".formatted(seenAs(check), expected),
        List.of(
            "%s, asked %s, answers that it was asked from %s."
                .formatted(Urls.host(check), Phrase.way(check), seenAs(check)),
            direct
                ? "With private-ranges-only, requests to the internet bypass the VPC and its Cloud"
                    + " NAT."
                : "Through a proxy, the outside sees the proxy's address."),
        direct ? direct(claim) : proxied());
  }

  private static Remedy direct(Claim claim) {
    Deployment job = Deployment.of(claim.evidence());
    return new Remedy(
        "Send all traffic through the VPC, and give the subnet's Cloud NAT the reserved address; or"
            + " have the allow-list and --expect-egress follow.",
        Map.of(),
        List.of(
            job.update("--vpc-egress=all-traffic"),
            "gcloud compute routers nats update NAT --router=ROUTER --region=%s"
                    .formatted(job.region())
                + " --nat-external-ip-pool=ADDRESS_NAME "
                + Deployment.networkProject(),
            Vpc.showNat(),
            "gcloud compute addresses list %s # shows the names of reserved addresses"
                .formatted(Deployment.networkProject())));
  }

  private static Remedy proxied() {
    return new Remedy(
        "Have the proxy's address put on the allow-list and into --expect-egress, or let these"
            + " hosts bypass the proxy where the direct way has the right address.",
        Map.of(),
        List.of());
  }
}
