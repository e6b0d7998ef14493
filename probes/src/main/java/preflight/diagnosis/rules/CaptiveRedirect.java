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
import preflight.diagnosis.ShellWord;
import preflight.interception.Intermediary;
import preflight.interception.Redirect;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** A proxy or portal sends the job to a page of its own, where a person would log in. */
final class CaptiveRedirect implements Rule {

  /** Network Authentication Required (RFC 6585, section 6): nobody but a portal says so. */
  private static final int PORTALS_STATUS = 511;

  @Override
  public Cause cause() {
    return Cause.CAPTIVE_REDIRECT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.IDENTITY_FOREIGN, Code.PROXY_REFUSED_TUNNEL, Code.TLS_PLAINTEXT)
                .filter(check -> check.target().kind() != Target.Kind.METADATA)
                .filter(CaptiveRedirect::sentElsewhere),
            CaptiveRedirect::place)
        .map(this::finding);
  }

  private static boolean sentElsewhere(RouteCheck check) {
    return portal(check)
        || redirect(check)
            .filter(to ->
                check.failedWith(Code.PROXY_REFUSED_TUNNEL)
                    || Answerer.instead(check).isPresent()
                    || to.leaves(check.url()))
            .isPresent();
  }

  /** Whether the answer is a portal's own, redirect or not. */
  private static boolean portal(RouteCheck check) {
    return check.answer().filter(answer -> answer.status() == PORTALS_STATUS).isPresent()
        || Answerer.instead(check)
            .map(Intermediary::product)
            .filter("captive portal"::equals)
            .isPresent();
  }

  private static Optional<Redirect> redirect(RouteCheck check) {
    return check.answer().flatMap(Redirect::of);
  }

  private static String onAWayWithoutProxy(RouteCheck check) {
    return "No proxy is configured on this way; "
        + ("https".equals(check.url().getScheme())
            ? "inside TLS, whoever has opened it answers."
            : "plain HTTP can be answered by anybody.");
  }

  /** Where the reader is sent: {@code http://portal.corp/login}, or to the portal unnamed. */
  private static String place(RouteCheck check) {
    return redirect(check).map(to -> Answerer.shortened(to.toString())).orElse("a portal's page");
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean several = claim.checks().stream().map(Urls::host).distinct().count() > 1;
    boolean proxied = check.route().proxy().isPresent();
    String who = proxied ? "the proxy " + ProxiedChecks.proxy(check) : "somebody on the way";
    return claim.finding(
        cause(),
        proxied || several || Answerer.instead(check).isPresent()
            ? Confidence.CERTAIN
            : Confidence.LIKELY,
        "%s cannot reach %s: %s sends it to %s instead"
            .formatted(claim.tools(), claim.targets(), who, place(check)),
        List.of(
            "Asked for %s: %s.".formatted(Urls.authority(check), Answerer.inFull(check)),
            Answerer.sign(check)
                .map("It is not the service's own: %s."::formatted)
                .orElse("That is another host's page, and nothing in the answer is the service's."),
            proxied ? ProxiedChecks.sentBy(claim) : onAWayWithoutProxy(check)),
        new Remedy(
            "A job cannot log in at a page: ask %s to let it pass without one. Preflight did not"
                    .formatted(Answerer.administrator(check))
                + " follow the redirect.",
            Map.of(),
            List.of(
                proxied
                    ? ProxyDeniesTarget.proof(check)
                    : "curl -sv -o /dev/null " + ShellWord.of(check.url().toString()))),
        proxied ? ProxiedChecks.closedDirectWays(claim) : Stream.empty());
  }
}
