package preflight.diagnosis.rules;

import java.net.Inet6Address;
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
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

/**
 * There is no route to the host, or something on the way rejects the packets with ICMP.
 *
 * <p>Hosts on the same side that are given back in the same words share one finding.
 */
final class HostUnreachable implements Rule {

  /** What makes two failures one. */
  private record Kind(String words, boolean isPrivate, boolean onlyIpv6) {}

  @Override
  public Cause cause() {
    return Cause.HOST_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            DirectChecks.failed(evidence, Code.TCP_UNREACHABLE),
            check -> new Kind(Phrase.failure(check), Urls.privately(check), onlyIpv6(check)))
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: the network has no route to %s, or rejects the connection"
            .formatted(claim.tools(), claim.targets(), claim.places()),
        List.of(
            "The connection was rejected at once: %s.".formatted(Phrase.failure(check)),
            onlyIpv6(check)
                ? "%s has only IPv6 addresses, and this container has no IPv6 route."
                    .formatted(Phrase.list(claim.hosts()))
                : "That is a missing route or an ICMP rejection on the way, not a firewall that drops."),
        onlyIpv6(check) ? giveIpv4(claim) : giveRoute(claim));
  }

  private static boolean onlyIpv6(RouteCheck check) {
    List<InetAddress> addresses = Urls.addresses(check);
    return !addresses.isEmpty() && addresses.stream().allMatch(Inet6Address.class::isInstance);
  }

  private static Remedy giveRoute(Claim claim) {
    return new Remedy(
        "Give the VPC a route to %s, and the job a way into that VPC. Where a firewall rejects,"
                .formatted(claim.places())
            + " ask its owner to let the job's subnet pass.",
        Map.of(),
        Stream.concat(
                Vpc.createRoutes(claim.checks()),
                Stream.of(Vpc.showRoutes(), Deployment.of(claim.evidence()).showAttachment()))
            .toList());
  }

  private static Remedy giveIpv4(Claim claim) {
    return new Remedy(
        "Give the name an IPv4 address (an A record), or use another name of the service.",
        Map.of(),
        List.of(
            DnsNameUnknown.record(Urls.host(claim.first())),
            "dig +short A " + ShellWord.of(Urls.host(claim.first()))));
  }
}
