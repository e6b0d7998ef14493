package preflight.diagnosis.rules;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;

/**
 * The commands that mend the network which the job is attached to, and those that only show
 * something, whose comment says what. What nobody can know from inside is a placeholder in
 * capitals.
 */
final class Vpc {

  private static final String NETWORK = " --network=NET";
  private static final String PROJECT = " " + Deployment.networkProject();

  private static final int MOST_ROUTES = 3;

  private Vpc() {}

  /** Gives the job's subnet a Cloud NAT, with a router of its own. */
  static String createNat(Deployment job) {
    return "gcloud compute routers create run-router%s --region=%s%s"
            .formatted(NETWORK, job.region(), PROJECT)
        + " && gcloud compute routers nats create run-nat --router=run-router --region=%s"
            .formatted(job.region())
        + " --nat-custom-subnet-ip-ranges=SUBNET --auto-allocate-nat-external-ips"
        + PROJECT;
  }

  static String showNat() {
    return "gcloud compute routers list --format='yaml(name,network,region,nats)'%s"
            .formatted(PROJECT)
        + " # shows which subnets a NAT covers";
  }

  /** Leads whatever has no other route to the internet, past any appliance. */
  static String createDefaultRoute() {
    return "gcloud compute routes create default-igw%s --destination-range=0.0.0.0/0"
            .formatted(NETWORK)
        + " --next-hop-gateway=default-internet-gateway --priority=900"
        + PROJECT;
  }

  static String showDefaultRoute() {
    return "gcloud compute routes list --filter=destRange=0.0.0.0/0%s".formatted(PROJECT)
        + " # shows where it leads";
  }

  /** Lead each of the first addresses into the tunnel behind which it is. */
  static Stream<String> createRoutes(List<RouteCheck> checks) {
    return ranges(checks).stream()
        .limit(MOST_ROUTES)
        .map(range ->
            "gcloud compute routes create to-%s%s --destination-range=%s"
                    .formatted(
                        range.replaceFirst("/.*", "").replaceAll("[.:]", "-"), NETWORK, range)
                + " --next-hop-vpn-tunnel=VPN_TUNNEL --next-hop-vpn-tunnel-region=REGION"
                + PROJECT);
  }

  static String showRoutes() {
    return "gcloud compute routes list --format='table(name,network,destRange,nextHopVpnTunnel)'%s"
            .formatted(PROJECT)
        + " # shows the ways there";
  }

  /** Lets the job out to the addresses and ports of these checks. */
  static String allow(String name, List<RouteCheck> checks) {
    String ports =
        checks.stream()
            .map(check -> "tcp:" + UriPort.port(check.url()))
            .distinct()
            .collect(Collectors.joining(","));
    return "gcloud compute firewall-rules create %s%s --direction=EGRESS --action=ALLOW"
            .formatted(name, NETWORK)
        + " --rules=%s --destination-ranges=%s --priority=900%s"
            .formatted(ports, String.join(",", ranges(checks)), PROJECT);
  }

  static String showFirewalls() {
    return "gcloud compute networks get-effective-firewalls NET%s".formatted(PROJECT)
        + " # shows what denies";
  }

  static String showConnector(Deployment job) {
    return "gcloud compute networks vpc-access connectors describe CONN --region=%s%s"
            .formatted(job.region(), PROJECT)
        + " # shows its state";
  }

  static String showZones() {
    return "gcloud dns managed-zones list --filter=visibility=private%s".formatted(PROJECT)
        + " # shows the VPC's own zones";
  }

  static String showDnsPolicies() {
    return "gcloud dns policies list%s".formatted(PROJECT) + " # shows where it sends questions";
  }

  /** The first addresses of the checks, IPv4 where there are any: a rule takes one kind. */
  private static List<String> ranges(List<RouteCheck> checks) {
    List<InetAddress> all =
        checks.stream().flatMap(check -> Urls.addresses(check).stream()).distinct().toList();
    List<InetAddress> old = all.stream().filter(Inet4Address.class::isInstance).toList();
    return old.isEmpty()
        ? all.stream().map(address -> address.getHostAddress() + "/128").toList()
        : old.stream().map(address -> address.getHostAddress() + "/32").toList();
  }
}
