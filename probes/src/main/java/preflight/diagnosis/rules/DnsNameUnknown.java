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
import preflight.diagnosis.ShellWord;
import preflight.observation.Observation.NameLookup;
import preflight.observation.RouteCheck;

/**
 * A name does not exist for this container's resolver, or has no address.
 *
 * <p>Unknown names of one zone share one finding: rather is the zone not known here than each
 * record missing.
 */
final class DnsNameUnknown implements Rule {

  /** Endings that no public zone serves: RFC 6762, RFC 9476, and what companies use. */
  private static final String PRIVATE_ENDING =
      "(.*\\.)?(local|internal|corp|lan|intra|intranet|private|home|localdomain)|[^.]+";

  @Override
  public Cause cause() {
    return Cause.DNS_NAME_UNKNOWN;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.concat(
        Claim.grouped(
                evidence, DnsFailure.checks(evidence, cause()), check -> unknown(Urls.host(check)))
            .map(this::finding),
        Claim.over(evidence, DirectChecks.all(evidence).filter(check -> blanked(evidence, check)))
            .map(this::blanked));
  }

  /** Whether the resolver has no other address than one that is nobody's (RFC 1122, 3.2.1.3). */
  private static boolean blanked(Evidence evidence, RouteCheck check) {
    List<InetAddress> addresses =
        check.all(NameLookup.class).flatMap(lookup -> lookup.addresses().stream()).toList();
    return evidence.decides(check)
        && !addresses.isEmpty()
        && addresses.stream().allMatch(InetAddress::isAnyLocalAddress);
  }

  private Finding blanked(Claim claim) {
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: DNS answers %s for %s, which is no host's address"
            .formatted(claim.tools(), claim.targets(), claim.places(), Phrase.list(claim.hosts())),
        List.of("That is how a DNS filter, or a hosts file, blocks a name."),
        new Remedy(
            "Ask whoever runs the DNS server to let the name pass; look for it in /etc/hosts too.",
            Map.of(),
            List.of("dig +short A " + ShellWord.of(Urls.host(claim.first())))));
  }

  /** The zone that is not known, or the one name where no company has the zone. */
  private static String unknown(String host) {
    String zone = zone(host);
    boolean topLevel = zone.indexOf('.') == zone.length() - 1;
    return topLevel && !host.matches(PRIVATE_ENDING) ? host : zone;
  }

  private Finding finding(Claim claim) {
    String host = Urls.host(claim.first());
    boolean repeated = claim.first().attempts().size() > 1;
    return claim.finding(
        cause(),
        repeated ? Confidence.CERTAIN : Confidence.LIKELY,
        "%s cannot reach %s: no address is known here for %s"
            .formatted(claim.tools(), claim.targets(), Phrase.list(claim.hosts())),
        DnsFailure.of(claim.first()).map(DnsFailure::facts).orElseThrow(),
        host.matches(PRIVATE_ENDING) || claim.hosts().count() > 1 ? forward(host) : compare(host));
  }

  /** The command that sends the VPC's questions about the name's zone to those who know it. */
  static String forwarding(String host) {
    return "gcloud dns managed-zones create corp-forward --dns-name=%s --description=corp"
            .formatted(ShellWord.of(zone(host)))
        + " --visibility=private --networks=NET --forwarding-targets=DNS_SERVER_IP "
        + Deployment.networkProject();
  }

  /** The command that gives a private zone of the VPC the name's record. */
  static String record(String host) {
    return "gcloud dns record-sets create %s --zone=ZONE --type=A --ttl=300 --rrdatas=ADDRESS %s"
        .formatted(ShellWord.of(absolute(host)), Deployment.networkProject());
  }

  private static String absolute(String host) {
    return host.endsWith(".") ? host : host + ".";
  }

  private static Remedy forward(String host) {
    return new Remedy(
        "The name belongs to a private network: have the VPC forward its zone to the DNS servers"
            + " that know it, and attach the job to that VPC.",
        Map.of(),
        List.of(forwarding(host)));
  }

  private static Remedy compare(String host) {
    return new Remedy(
        "Check the spelling of %s; where it is right, give the private zone that covers it the"
                .formatted(host)
            + " record that it lacks.",
        Map.of(),
        List.of(record(host), Vpc.showZones()));
  }

  /** The name's parent zone, or the single label itself, with its final dot. */
  private static String zone(String host) {
    String absolute = absolute(host);
    int dot = absolute.indexOf('.');
    return dot == absolute.length() - 1 ? absolute : absolute.substring(dot + 1);
  }
}
