package preflight.diagnosis.rules;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.AddressSpace;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;

/**
 * An address that took a connection of this run is silent in the next: something on the way runs
 * out of room.
 *
 * <p>Silence that ends is a network that comes up late, or loses packets: nothing fails for it.
 */
final class ConnectionIntermittent implements Rule {

  @Override
  public Cause cause() {
    return Cause.CONNECTION_INTERMITTENT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    Set<InetSocketAddress> answered = new HashSet<>();
    evidence.checks().stream()
        .flatMap(ConnectionIntermittent::dials)
        .filter(dial -> dial.outcome().succeeded())
        .forEach(dial -> answered.add(dial.remote()));
    return Claim.grouped(
            evidence,
            DirectChecks.failed(evidence, Code.TCP_TIMEOUT)
                .filter(check -> last(check).anyMatch(dial -> answered.contains(dial.remote()))),
            Urls::privately)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    List<InetSocketAddress> remotes = last(check).map(Dial::remote).toList();
    List<Dial> history =
        claim.evidence().checks().stream()
            .flatMap(ConnectionIntermittent::dials)
            .filter(dial -> remotes.contains(dial.remote()))
            .toList();
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot reach %s every time: %s takes some connections and is silent to others"
            .formatted(claim.tools(), claim.targets(), claim.authorities()),
        List.of(
            "%s: %d of %d connections were taken, %d got no answer; the last: %s."
                .formatted(
                    Urls.authority(check),
                    history.stream().filter(dial -> dial.outcome().succeeded()).count(),
                    history.size(),
                    history.stream()
                        .filter(dial -> dial.outcome().failedWith(Code.TCP_TIMEOUT))
                        .count(),
                    Phrase.failure(check)),
            "A firewall or a missing route would be silent to all of them."),
        remedy(claim));
  }

  private static Remedy remedy(Claim claim) {
    String connector =
        "gcloud compute networks vpc-access connectors update CONN --region=REGION"
            + " --max-instances=10 "
            + Deployment.networkProject();
    return Urls.all(claim.first(), AddressSpace.PUBLIC)
        ? new Remedy(
            "In the order of likelihood: Cloud NAT has no ports left for this destination; the"
                + " connector is saturated. Give NAT more ports, then the connector more instances.",
            Map.of(),
            List.of(
                "gcloud compute routers nats update NAT --router=ROUTER --region=REGION"
                    + " --enable-dynamic-port-allocation --min-ports-per-vm=64"
                    + " --max-ports-per-vm=4096 "
                    + Deployment.networkProject(),
                connector,
                "gcloud compute routers get-nat-mapping-info ROUTER --region=REGION %s"
                        .formatted(Deployment.networkProject())
                    + " # shows the ports in use"))
        : new Remedy(
            "In the order of likelihood: the connector is saturated; the host, or a firewall in"
                + " front of it, limits connections from one address.",
            Map.of(),
            List.of(connector, Vpc.showConnector(Deployment.of(claim.evidence()))));
  }

  private static Stream<Dial> dials(RouteCheck check) {
    return check.attempts().stream()
        .flatMap(attempt -> attempt.all(TcpConnect.class))
        .flatMap(connect -> connect.dials().stream());
  }

  private static Stream<Dial> last(RouteCheck check) {
    return check.all(TcpConnect.class).flatMap(connect -> connect.dials().stream());
  }
}
