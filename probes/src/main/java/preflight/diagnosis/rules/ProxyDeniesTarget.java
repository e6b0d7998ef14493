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
import preflight.observation.RouteCheck;

/**
 * The proxy answers, and does not let the job through to a target (403 and its like), or cuts the
 * connection on hearing of it, as Squid does where its rules say {@code deny_info TCP_RESET}.
 */
final class ProxyDeniesTarget implements Rule {

  @Override
  public Cause cause() {
    return Cause.PROXY_DENIES_TARGET;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ProxiedChecks.failed(evidence)
                .filter(check -> denied(check) || cutForSome(evidence, check)),
            check -> ProxiedChecks.cut(check) + ProxiedChecks.proxy(check))
        .map(this::finding);
  }

  /** A proxy that cuts everybody off serves nobody: {@link ProxyUnreachable}. */
  private static boolean cutForSome(Evidence evidence, RouteCheck check) {
    return ProxiedChecks.cut(check) && !ProxyUnreachable.muteForAll(evidence, check);
  }

  /** Some proxies deny with a page under 200. */
  private static boolean denied(RouteCheck check) {
    return ProxiedChecks.answered(check, 4) || ProxiedChecks.answered(check, 2);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String proxy = ProxiedChecks.proxy(check);
    boolean cut = ProxiedChecks.cut(check);
    return claim.finding(
        cause(),
        cut ? Confidence.LIKELY : Confidence.CERTAIN,
        "%s cannot reach %s: the proxy %s %s (%s)"
            .formatted(
                claim.tools(),
                claim.targets(),
                proxy,
                cut ? "cuts the connection when asked for it" : "denies it",
                Answerer.inShort(check)),
        List.of(
            "Asked for %s, the proxy%s %s."
                .formatted(Urls.authority(check), cut ? ":" : " answers", Answerer.inFull(check)),
            ProxiedChecks.sentBy(claim),
            cut
                ? "What it cannot reach, a proxy says; Squid cuts off what it denies, if so told."
                : Answerer.unmasking(check)
                    .orElse("The refusal is the proxy's own: the target was never asked.")),
        new Remedy(
            "Ask the proxy's owner to allow %s for this job, and send them this finding."
                .formatted(claim.authorities()),
            Map.of(),
            List.of(proof(check))),
        ProxiedChecks.closedDirectWays(claim));
  }

  /** Asks the same way again; anything but a refusal by the proxy is the mend. */
  static String proof(RouteCheck check) {
    return "curl -sv -o /dev/null --proxy %s %s"
        .formatted(ShellWord.of(ProxiedChecks.proxy(check)), ShellWord.of(check.url().toString()));
  }
}
