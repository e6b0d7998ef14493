package preflight.diagnosis.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

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
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;

/**
 * The host answers and its port is closed.
 *
 * <p>One firewall may reject several: hosts on the same side that refuse at the same port share one
 * finding. So do ports that the same hosts refuse.
 */
final class ConnectionRefused implements Rule {

  /** A port, as one side of the network has it. */
  private record Port(boolean isPrivate, int number) {

    private static Port of(RouteCheck check) {
      return new Port(Urls.privately(check), UriPort.port(check.url()));
    }
  }

  /** What makes two refusals one. */
  private record Kind(boolean isPrivate, Set<String> hosts) {}

  @Override
  public Cause cause() {
    return Cause.CONNECTION_REFUSED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    List<RouteCheck> refused = DirectChecks.failed(evidence, Code.TCP_REFUSED).toList();
    Map<Port, Set<String>> hosts =
        refused.stream().collect(groupingBy(Port::of, mapping(Urls::host, toUnmodifiableSet())));
    return Claim.grouped(evidence, refused.stream(), check -> kind(Port.of(check), hosts))
        .map(this::finding);
  }

  private static Kind kind(Port port, Map<Port, Set<String>> hosts) {
    return new Kind(port.isPrivate(), hosts.getOrDefault(port, Set.of()));
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
                : "Several hosts that refuse alike point to one firewall that rejects, rather than to"
                    + " as many services that are down."),
        new Remedy(
            "Check that the service runs, that it listens on this port for everybody, and that the"
                + " port is the right one; try it from a neighbour of the service too.",
            Map.of(),
            List.of(
                "nc -vz %s %d"
                    .formatted(ShellWord.of(Urls.host(check)), UriPort.port(check.url())))));
  }
}
