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
import preflight.observation.AddressSpace;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

/**
 * Nothing at all comes back from a host: packets to it, or from it, are dropped.
 *
 * <p>One rule may hit several: silent hosts on the same side share one finding.
 */
final class HostFiltered implements Rule {

  /** More of them prove no more. */
  private static final int WITNESSES = 3;

  @Override
  public Cause cause() {
    return Cause.HOST_FILTERED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    List<Claim> claims =
        Claim.grouped(evidence, DirectChecks.failed(evidence, Code.TCP_TIMEOUT), Urls::privately)
            .toList();
    if (claims.isEmpty()) {
      return Stream.empty();
    }
    // Once for all claims: with hundreds of silent hosts, once for each takes seconds.
    var reach = new Reach(evidence);
    List<String> inside = reach.answering(AddressSpace.PRIVATE);
    List<String> outside = reach.answering(AddressSpace.PUBLIC);
    return claims.stream()
        .map(claim -> finding(claim, Urls.privately(claim.first()) ? inside : outside));
  }

  private Finding finding(Claim claim, List<String> sameSide) {
    RouteCheck check = claim.first();
    List<String> neighbours =
        sameSide.stream()
            .filter(host -> claim.hosts().noneMatch(host::equals))
            .limit(WITNESSES)
            .toList();
    return claim.finding(
        cause(),
        neighbours.isEmpty() ? Confidence.POSSIBLE : Confidence.LIKELY,
        "%s cannot reach %s: %s not answer, not even with a refusal"
            .formatted(
                claim.tools(),
                claim.targets(),
                Phrase.doing(claim.checks().stream().map(Urls::authority), "does", "do")),
        List.of(
            "%s: %s, at attempt %d."
                .formatted(claim.places(), Phrase.failure(check), check.attempts().size()),
            neighbours.isEmpty()
                ? alone(claim)
                : "%s on the same side answers, so the way out works."
                    .formatted(Phrase.list(neighbours.stream()))),
        remedy(claim, neighbours.isEmpty()));
  }

  private static String alone(Claim claim) {
    List<String> google = new Reach(claim.evidence()).answeringGoogleApis(AddressSpace.PUBLIC);
    return Urls.publicly(claim.first()) && !google.isEmpty()
        ? "%s answers, but needs no Cloud NAT where Private Google Access is on: a missing NAT looks the same; --control HOST tells."
            .formatted(Phrase.list(google.stream()))
        : "No other host on that side was seen to answer: a missing NAT, route or VPC attachment"
            + " looks just the same.";
  }

  private static Remedy remedy(Claim claim, boolean alone) {
    Deployment job = Deployment.of(claim.evidence());
    String allow = Vpc.allow("allow-run-egress", claim.checks());
    return Urls.privately(claim.first())
        ? new Remedy(
            "Where an egress rule drops it, let the job out to this host. Where none does, the host's"
                + " own firewall has to let the job's subnet in, or the job is in the wrong VPC.",
            Map.of(),
            List.of(allow, Vpc.showFirewalls(), job.showAttachment()))
        : new Remedy(
            "Where an egress rule drops it, let the job out to this host. Where none does, ask the"
                + " service's owner whether your egress address is on its allow-list.",
            Map.of(),
            Stream.of(
                    Stream.of(allow),
                    alone ? Stream.of(Vpc.createNat(job)) : Stream.<String>empty(),
                    Stream.of(Vpc.showFirewalls(), alone ? Vpc.showNat() : job.showAttachment()))
                .flatMap(commands -> commands)
                .toList());
  }
}
