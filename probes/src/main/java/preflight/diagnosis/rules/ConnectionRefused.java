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
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;

/**
 * The host answers and its port is closed.
 *
 * <p>One firewall may reject several: hosts on the same side that refuse at the same port share one
 * finding.
 */
final class ConnectionRefused implements Rule {

  /** What makes two refusals one. */
  private record Kind(boolean isPrivate, int port) {}

  @Override
  public Cause cause() {
    return Cause.CONNECTION_REFUSED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            DirectChecks.failed(evidence, Code.TCP_REFUSED),
            check -> new Kind(Urls.privately(check), UriPort.port(check.url())))
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean alone = claim.hosts().count() == 1;
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot reach %s: %s the connection"
            .formatted(
                claim.tools(),
                claim.targets(),
                Phrase.doing(claim.checks().stream().map(Urls::authority), "refuses", "refuse")),
        List.of(
            "%s answered at once: %s, at attempt %d."
                .formatted(claim.places(), Phrase.failure(check), check.attempts().size()),
            alone
                ? "A refusal comes from the host or from a firewall that rejects; the way there"
                    + " works."
                : "Several hosts that refuse alike are rather one firewall that rejects than as many"
                    + " services that are down."),
        new Remedy(
            "Check that the service runs, that it listens on this port for everybody, and that the"
                + " port is the right one; try it from a neighbour of the service too.",
            Map.of(),
            List.of(
                "nc -vz %s %d"
                    .formatted(ShellWord.of(Urls.host(check)), UriPort.port(check.url())))));
  }
}
