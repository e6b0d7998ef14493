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
import preflight.observation.RouteCheck;

/**
 * Every private host is silent: the job has no way into the private network.
 *
 * <p>Where the internet is silent as well, it is the same way that is closed: no missing NAT keeps
 * private hosts from answering.
 */
final class PrivateNetworkUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.PRIVATE_NETWORK_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    Reach reach = new Reach(evidence);
    List<RouteCheck> silent =
        reach.silent(AddressSpace.PRIVATE).stream()
            .filter(check -> !GoogleApis.needNoNat(check))
            .toList();
    if (silent.isEmpty() || !reach.answering(AddressSpace.PRIVATE).isEmpty()) {
      return Stream.empty();
    }
    List<String> outside = outside(reach);
    List<RouteCheck> alsoSilent = outside.isEmpty() ? reach.silent(AddressSpace.PUBLIC) : List.of();
    return outside.isEmpty() && alsoSilent.isEmpty() && Reach.hosts(silent) < 2
        ? Stream.empty()
        : Claim.over(evidence, Stream.concat(silent.stream(), alsoSilent.stream()))
            .map(claim -> finding(claim, outside, Reach.hosts(silent)));
  }

  private static List<String> outside(Reach reach) {
    return Stream.concat(
            reach.answering(AddressSpace.PUBLIC).stream(),
            reach.answeringGoogleApis(AddressSpace.PUBLIC).stream())
        .toList();
  }

  private Finding finding(Claim claim, List<String> outside, long privateHosts) {
    return claim.finding(
        cause(),
        privateHosts < 2
            ? Confidence.POSSIBLE
            : outside.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN,
        "%s cannot reach %s: nothing in the private network answers this job"
            .formatted(claim.tools(), claim.targets()),
        List.of(
            "Silent, without even a refusal: %s.".formatted(claim.authorities()),
            outside.isEmpty()
                ? "Nothing outside it answers either: all traffic goes the same closed way."
                : "%s, on the internet, answers: only the private way is closed."
                    .formatted(Phrase.list(outside.stream())),
            privateHosts < 2
                ? "It is the only private host that was asked: a filter of its own looks the same."
                : "The metadata server needs no VPC, and says nothing about it."),
        remedy(claim, outside.isEmpty()));
  }

  private static Remedy remedy(Claim claim, boolean everythingIsSilent) {
    Deployment job = Deployment.of(claim.evidence());
    List<RouteCheck> inside = claim.checks().stream().filter(Urls::privately).toList();
    boolean publicToo = inside.size() < claim.checks().size();
    return new Remedy(
        everythingIsSilent
            ? "Likeliest first, a command for each: the connector is down, or the job is attached to"
                + " the wrong VPC; the VPC has no route there; an egress rule denies."
            : "Likeliest first, a command for each: the job is attached to no VPC, or its connector"
                + " is down; the VPC has no route there (VPN, peering); an egress rule denies.",
        Map.of(),
        Stream.of(
                Stream.of(publicToo ? job.attachAllTraffic() : job.attach()),
                Vpc.createRoutes(inside),
                Stream.of(
                    Vpc.allow("allow-run-egress", claim.checks()),
                    everythingIsSilent ? Vpc.showConnector(job) : job.showAttachment(),
                    everythingIsSilent ? job.showAttachment() : Vpc.showConnector(job),
                    Vpc.showRoutes(),
                    Vpc.showFirewalls()))
            .flatMap(commands -> commands)
            .toList());
  }
}
