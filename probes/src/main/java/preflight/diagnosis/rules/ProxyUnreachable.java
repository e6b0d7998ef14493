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
import preflight.plan.UriPort;
import preflight.route.ProxyAddress;

/**
 * The proxy itself cannot be reached, or takes connections and says nothing to anybody.
 *
 * <p>Where it is mute for some targets only, the way behind it is at fault: {@link
 * ProxyCannotReachTarget}.
 */
final class ProxyUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.PROXY_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ProxiedChecks.failed(evidence)
                .filter(check -> ProxiedChecks.notConnected(check) || muteForAll(evidence, check)),
            ProxiedChecks::proxy)
        .map(this::finding);
  }

  /** Whether every check through this check's proxy, of two or more, meets the same silence. */
  static boolean muteForAll(Evidence evidence, RouteCheck check) {
    List<RouteCheck> same =
        evidence.checks().stream()
            .filter(other -> other.route().proxy().isPresent())
            .filter(other -> ProxiedChecks.proxy(other).equals(ProxiedChecks.proxy(check)))
            .filter(other -> other.last().isPresent())
            .toList();
    return same.stream().allMatch(ProxiedChecks::mute)
        && same.stream().map(RouteCheck::target).distinct().count() > 1;
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String proxy = ProxiedChecks.proxy(check);
    boolean connected = ProxiedChecks.mute(check);
    return claim.finding(
        cause(),
        connected ? Confidence.LIKELY : Confidence.CERTAIN,
        "%s cannot reach %s: the proxy %s %s"
            .formatted(
                claim.tools(),
                claim.targets(),
                proxy,
                connected ? "takes connections and does not answer" : "cannot be reached"),
        List.of(
            "The proxy: %s.".formatted(Phrase.failure(check)),
            ProxiedChecks.sentBy(claim),
            "No request came past the proxy, so nothing is known of the targets."),
        remedy(claim, check),
        ProxiedChecks.closedDirectWays(claim));
  }

  private static Remedy remedy(Claim claim, RouteCheck check) {
    String authority =
        check.route().proxy().map(ProxyAddress::authority).orElse(UriPort.host(check.url()));
    Deployment job = Deployment.of(claim.evidence());
    boolean needless =
        claim.checks().stream()
            .flatMap(proxied -> claim.evidence().direct(proxied.target()))
            .allMatch(RouteCheck::reached);
    String without =
        job.update(
            "--remove-env-vars=HTTP_PROXY,http_proxy,HTTPS_PROXY,https_proxy,ALL_PROXY,all_proxy");
    return new Remedy(
        "Check the proxy's name and port %s, that it runs, and that the job's network and firewall"
                .formatted(authority)
            + " let the job in."
            + (needless ? " Where the job needs no proxy, remove the variables." : ""),
        Map.of(),
        needless ? List.of(without, job.showAttachment()) : List.of(job.showAttachment()));
  }
}
