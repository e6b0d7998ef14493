package preflight.diagnosis.rules;

import java.time.Duration;
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
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

/** The first attempts found no way, and a later one did: the network was still coming up. */
final class NetworkColdStart implements Rule {

  private static final Code[] NOT_UP = {
    Code.DNS_TEMPORARY, Code.DNS_TIMEOUT, Code.TCP_REFUSED, Code.TCP_TIMEOUT, Code.TCP_UNREACHABLE
  };

  @Override
  public Cause cause() {
    return Cause.NETWORK_COLD_START;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(
            evidence,
            evidence.checks().stream().filter(RouteCheck::reached).filter(NetworkColdStart::late))
        .map(this::finding);
  }

  /** Whether the very first attempt failed below the application. */
  private static boolean late(RouteCheck check) {
    return check
        .attempts()
        .getFirst()
        .failed()
        .filter(observation -> observation.outcome().failedWith(NOT_UP))
        .isPresent();
  }

  private Finding finding(Claim claim) {
    List<String> waits =
        claim.checks().stream().map(NetworkColdStart::wait).distinct().limit(4).toList();
    return claim.finding(
        cause(),
        Severity.NOTE,
        claim.hosts().count() > 1 ? Confidence.LIKELY : Confidence.POSSIBLE,
        "The network came up late for %s; it works now".formatted(claim.targets()),
        waits,
        new Remedy(
            "Nothing is broken. Let the workload retry its first connections, or keep Preflight"
                + " before it; its deadline must outlast the wait.",
            Map.of(),
            List.of()),
        List.of());
  }

  private static String wait(RouteCheck check) {
    Duration reached = check.last().map(Attempt::startedAfter).orElseThrow();
    return "%s: first %s; reached at attempt %d, %d.%d s after the start."
        .formatted(
            check.target().called(),
            check.attempts().getFirst().failure().map(failure -> failure.code().name()).orElse(""),
            check.attempts().size(),
            reached.toSeconds(),
            reached.toMillisPart() / 100);
  }
}
