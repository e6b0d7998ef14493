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
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;

/** The host answers and its port is closed. */
final class ConnectionRefused implements Rule {

  @Override
  public Cause cause() {
    return Cause.CONNECTION_REFUSED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, DirectChecks.failed(evidence, Code.TCP_REFUSED), Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot reach %s: %s refuses the connection"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check)),
        List.of(
            "%s answered at once: %s, at attempt %d."
                .formatted(Urls.place(check), Phrase.failure(check), check.attempts().size()),
            "A refusal comes from the host or from a firewall that rejects; the way there works."),
        new Remedy(
            "Check that the service runs, that it listens on this port for everybody, and that the"
                + " port is the right one; try it from a neighbour of the service too.",
            Map.of(),
            List.of(
                "nc -vz %s %d"
                    .formatted(Deployment.word(Urls.host(check)), UriPort.port(check.url())))));
  }
}
