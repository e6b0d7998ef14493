package preflight.diagnosis.rules;

import java.time.Duration;
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
import preflight.diagnosis.Severity;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** The metadata server answers, but later than the clients wait. */
final class MetadataSlow implements Rule {

  /** google-auth for Python gives a metadata request 3 s by default (GCE_METADATA_TIMEOUT). */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public Cause cause() {
    return Cause.METADATA_SLOW;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(
            evidence,
            evidence
                .of(Target.Kind.METADATA)
                .filter(RouteCheck::reached)
                .filter(evidence::weighs)
                .filter(check -> longest(check).isPresent()))
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    Observation slow = longest(claim.first()).orElseThrow();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.CERTAIN,
        "%s may find no metadata server: it needs %d.%d s where they wait 3 s or less"
            .formatted(
                claim.tools(),
                slow.outcome().took().toSeconds(),
                slow.outcome().took().toMillisPart() / 100),
        List.of(
            "%s: %s at %s, after %d.%d s."
                .formatted(
                    Phrase.list(claim.hosts()),
                    slow instanceof TcpConnect ? "connected" : "answered",
                    slow instanceof HttpExchange exchange
                        ? exchange.url().getPath()
                        : Urls.authority(claim.first()),
                    slow.outcome().took().toSeconds(),
                    slow.outcome().took().toMillisPart() / 100),
            "google-auth for Python waits 3 s, for Java 500 ms for the connection, three times each."),
        new Remedy(
            "Let the workload wait longer or ask again: GCE_METADATA_TIMEOUT is Python's. Where a"
                + " second execution is slow too, give the task more CPU, or open a support case.",
            Map.of("GCE_METADATA_TIMEOUT", "30"),
            List.of(
                Deployment.of(claim.evidence())
                    .updateVariables(Map.of("GCE_METADATA_TIMEOUT", "30")))),
        List.of());
  }

  /** The slowest connection or answer that took too long. */
  private static Optional<Observation> longest(RouteCheck check) {
    return Stream.<Observation>concat(check.all(TcpConnect.class), check.all(HttpExchange.class))
        .filter(seen -> seen.outcome().took().compareTo(PATIENCE) >= 0)
        .findFirst();
  }
}
