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
import preflight.observation.RouteCheck;

/** The proxy works and would let the job through, but cannot reach the target itself. */
final class ProxyCannotReachTarget implements Rule {

  @Override
  public Cause cause() {
    return Cause.PROXY_CANNOT_REACH_TARGET;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ProxiedChecks.failed(evidence)
                .filter(check -> ProxiedChecks.answered(check, 5) || ProxiedChecks.silent(check)),
            ProxiedChecks::proxy)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean said = check.answer().isPresent();
    return claim.finding(
        cause(),
        said ? Confidence.CERTAIN : Confidence.POSSIBLE,
        "%s cannot reach %s: the proxy %s does not get there (%s)"
            .formatted(
                claim.tools(),
                claim.targets(),
                ProxiedChecks.proxy(check),
                Answerer.inShort(check)),
        List.of(
            "Asked for %s, the proxy: %s.".formatted(Urls.authority(check), Answerer.inFull(check)),
            ProxiedChecks.sentBy(claim),
            said
                ? "The job's own way to the proxy works; the fault lies behind it."
                : "The proxy took the connection; what keeps it silent is not said."),
        new Remedy(
            "Have the proxy's owner try %s from the proxy itself: its DNS, its route, its firewall."
                .formatted(claim.authorities()),
            Map.of(),
            List.of(ProxyDeniesTarget.proof(check))),
        ProxiedChecks.closedDirectWays(claim));
  }
}
