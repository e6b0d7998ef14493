package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.route.ProxyAddress;

/**
 * Large packets vanish on the way and nothing says so: the connection stands, small answers come,
 * and larger ones never do.
 *
 * <p>The proof is a second connection at the same moment that lets the peer send small segments
 * alone, and is answered.
 */
final class PathMtuBlackHole implements Rule {

  @Override
  public Cause cause() {
    return Cause.PATH_MTU_BLACK_HOLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(
            evidence,
            evidence
                .deciding(Code.TLS_TIMEOUT, Code.HTTP_TIMEOUT)
                .filter(check -> answeredInSmallSegments(check).findAny().isPresent()))
        .map(this::finding);
  }

  private static Stream<Attempt> answeredInSmallSegments(RouteCheck check) {
    return check.attempts().stream()
        .filter(attempt -> attempt.inSmallSegments().filter(Outcome::succeeded).isPresent());
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    long times = claim.checks().stream().flatMap(PathMtuBlackHole::answeredInSmallSegments).count();
    return claim.finding(
        cause(),
        times > 1 ? Confidence.CERTAIN : Confidence.LIKELY,
        "%s cannot get an answer from %s: packets of full size from %s vanish on the way"
            .formatted(claim.tools(), claim.targets(), peers(claim)),
        List.of(
            "Connected to %s; then %s.".formatted(Urls.place(check), Phrase.failure(check)),
            "At the same moment a connection with an MSS of 1152 bytes was answered%s."
                .formatted(times > 1 ? ", %d times".formatted(times) : "")),
        new Remedy(
            "Let ICMP 'fragmentation needed' (type 3, code 4) pass on the whole way, or clamp the MSS"
                + " on the tunnel or appliance; or lower the VPC's MTU, of every machine in it.",
            Map.of(),
            List.of(
                "gcloud compute networks update NET --mtu=1300 " + Deployment.networkProject(),
                "gcloud compute networks describe NET --format='value(mtu)' %s # shows the MTU now"
                    .formatted(Deployment.networkProject()),
                Vpc.showFirewalls())));
  }

  /** Whom the packets come from: the proxy, where one is asked. */
  private static String peers(Claim claim) {
    return Phrase.list(
        claim.checks().stream()
            .map(check -> {
              Optional<ProxyAddress> proxy = check.route().proxy();
              return proxy.map(ProxyAddress::host).orElseGet(() -> Urls.host(check));
            }));
  }
}
