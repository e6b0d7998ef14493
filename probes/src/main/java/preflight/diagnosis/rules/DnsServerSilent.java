package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;

/** No nameserver of this container answers, or time is over before one that does is asked. */
final class DnsServerSilent implements Rule {

  private static final Remedy REMEDY =
      new Remedy(
          "Let UDP and TCP port 53 pass, both ways, to where the VPC's DNS sends queries (outbound"
              + " server policy, forwarding zone), or have them sent to a server that answers.",
          Map.of(),
          List.of(
              "gcloud compute firewall-rules create allow-dns-egress --network=NET"
                  + " --direction=EGRESS --action=ALLOW --rules=udp:53,tcp:53"
                  + " --destination-ranges=DNS_SERVER_IP/32 --priority=900 "
                  + Deployment.networkProject(),
              "gcloud dns policies update POLICY --alternative-name-servers=DNS_SERVER_IP "
                  + Deployment.networkProject(),
              Vpc.showDnsPolicies(),
              Vpc.showZones()));

  @Override
  public Cause cause() {
    return Cause.DNS_SERVER_SILENT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return DnsFailure.ofServers(evidence, cause(), DnsServerSilent::what, REMEDY);
  }

  private static String what(DnsFailure failure) {
    return failure.heard()
        ? "the resolver waits for a nameserver that does not answer"
        : "no nameserver answers";
  }
}
