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
import preflight.diagnosis.Severity;
import preflight.diagnosis.ShellWord;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.route.ProxyAddress;

/** Some addresses of a name work and some do not: every so many connections fail or wait. */
final class HostPartlyUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.HOST_PARTLY_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.checks().stream()
                .filter(RouteCheck::reached)
                .filter(evidence::weighs)
                .filter(check -> dead(check).findAny().isPresent()),
            HostPartlyUnreachable::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.LIKELY,
        "Some connections of %s to %s will fail: %d of %d addresses of %s do not answer"
            .formatted(
                claim.tools(),
                claim.targets(),
                dead(check).count(),
                dials(check).count(),
                authority(check)),
        Stream.concat(
                dead(check).map(dial -> "%s: %s.".formatted(address(dial), failure(dial))).limit(3),
                Stream.of(
                    "%s took the connection."
                        .formatted(
                            Phrase.list(
                                dials(check)
                                    .filter(dial -> dial.outcome().succeeded())
                                    .map(HostPartlyUnreachable::address)))))
            .toList(),
        new Remedy(
            "Have the service's owner take the dead addresses out of DNS, or mend what stands"
                + " there; a firewall that lets only some of them pass must let all of them pass.",
            Map.of(),
            List.of("dig +short " + ShellWord.of(authority(check).replaceFirst(":\\d+$", "")))),
        List.of());
  }

  private static Stream<Dial> dials(RouteCheck check) {
    return check.all(TcpConnect.class).flatMap(connect -> connect.dials().stream());
  }

  private static Stream<Dial> dead(RouteCheck check) {
    return dials(check).filter(dial -> dial.outcome() instanceof Outcome.Failed);
  }

  /** The proxy's, where one was dialled. */
  private static String authority(RouteCheck check) {
    return check
        .route()
        .proxy()
        .map(ProxyAddress::authority)
        .orElseGet(() -> Urls.authority(check));
  }

  private static String address(Dial dial) {
    return dial.remote().getAddress().getHostAddress();
  }

  private static String failure(Dial dial) {
    return dial.outcome() instanceof Outcome.Failed(var failure, var took)
        ? Phrase.failure(failure)
        : "";
  }
}
