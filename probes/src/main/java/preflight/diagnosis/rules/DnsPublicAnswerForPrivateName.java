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
import preflight.observation.Observation.NameLookup;
import preflight.observation.RouteCheck;
import preflight.route.Route;

/**
 * A name of the private network leads to an address on the internet: the answer comes from the
 * wrong side of a split horizon, or from a resolver that answers to every name.
 *
 * <p>Only the user can say which names are private: companies give hosts inside public addresses.
 * But where what stands there fails, and a name that cannot exist leads there too, nobody has to
 * say.
 */
final class DnsPublicAnswerForPrivateName implements Rule {

  @Override
  public Cause cause() {
    return Cause.DNS_PUBLIC_ANSWER_FOR_PRIVATE_NAME;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.checks().stream()
                .filter(evidence::decides)
                .filter(check ->
                    evidence.leavesThePrivateNetwork(check) || leadsWhereEveryNameLeads(check)),
            Urls::addresses)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String host = Urls.host(check);
    boolean everyName = leadsWhereEveryNameLeads(check);
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s would not reach %s: %s to %s, %s"
            .formatted(
                claim.tools(),
                claim.targets(),
                Phrase.doing(claim.hosts(), "leads", "lead"),
                addresses(check),
                everyName ? "where every name leads" : "on the internet"),
        List.of(
            everyName
                ? "A name that cannot exist leads there too: a resolver on the way answers to every"
                    + " name that it does not know."
                : "--private says that names under %s are private ones."
                    .formatted(Phrase.list(suffixes(claim))),
            check.reached()
                ? "Something answers there all the same."
                : "There: %s.".formatted(Phrase.failure(check))),
        new Remedy(
            "Have the VPC answer or forward the zone, so that its private half is seen, or take"
                + " the record that answers to every name out of the zone in between.",
            Map.of(),
            List.of(DnsNameUnknown.forwarding(host), Vpc.showZones())));
  }

  private static boolean leadsWhereEveryNameLeads(RouteCheck check) {
    return check.route() instanceof Route.Direct
        && check.all(NameLookup.class).anyMatch(NameLookup::leadsWhereEveryNameLeads);
  }

  private static Stream<String> suffixes(Claim claim) {
    return claim.evidence().plan().expectations().privateSuffixes().stream();
  }

  private static String addresses(RouteCheck check) {
    return Phrase.list(Urls.addresses(check).stream().map(InetAddress::getHostAddress));
  }
}
