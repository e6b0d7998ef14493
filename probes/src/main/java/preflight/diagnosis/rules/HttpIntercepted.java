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
import preflight.plan.Target;
import preflight.route.Route;
import preflight.trust.PublicRoots;

/** A proxy that nobody configured answers instead of the service, inside TLS too. */
final class HttpIntercepted implements Rule {

  @Override
  public Cause cause() {
    return Cause.HTTP_INTERCEPTED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.IDENTITY_FOREIGN, Code.TLS_PLAINTEXT)
                .filter(check -> check.target().kind() != Target.Kind.METADATA)
                .filter(check -> !(check.route() instanceof Route.Forward))
                .filter(check -> Answerer.instead(check).isPresent()),
            Answerer::inShort)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean theirs = onTheServicesSide(check);
    return claim.finding(
        cause(),
        // Who stands on the way need not have written the page.
        Answerer.unmasking(check).isPresent() ? Confidence.LIKELY : Confidence.CERTAIN,
        "%s cannot reach %s: a proxy %s answers in its place (%s)"
            .formatted(
                claim.tools(),
                claim.targets(),
                theirs ? "on the service's side" : "on the way",
                Answerer.inShort(check)),
        List.of(
            "Asked for %s: %s.".formatted(Urls.authority(check), Answerer.inFull(check)),
            way(check),
            tls(check)
                + Answerer.unmasking(check)
                    .or(() -> Answerer.sign(check).map("A sign: %s."::formatted))
                    .map(" "::concat)
                    .orElse("")),
        theirs ? servicesOwn(check) : networks(check));
  }

  /** TLS that ends in a public root was opened by nobody but the service. */
  private static boolean onTheServicesSide(RouteCheck check) {
    return Certificate.peer(check)
        .flatMap(peer -> PublicRoots.shipped().over(peer.chain()))
        .isPresent();
  }

  private static String way(RouteCheck check) {
    if (onTheServicesSide(check)) {
      return "The certificate is a public authority's, so that nobody on the way opened TLS.";
    }
    return check.route() instanceof Route.Direct
        ? "No proxy is configured on this way: the network brought it there."
        : "The tunnel through %s was granted; the page came from inside it."
            .formatted(check.route().via());
  }

  private static Remedy servicesOwn(RouteCheck check) {
    return new Remedy(
        "Ask whoever runs %s: its own proxy refuses or fails, and nothing on the job's way does."
            .formatted(Urls.host(check)),
        Map.of(),
        List.of("curl -sv -o /dev/null " + ShellWord.of(check.url().toString())));
  }

  private static Remedy networks(RouteCheck check) {
    return new Remedy(
        "Ask %s to let this job's traffic pass, and see whether the VPC's default route leads to"
                .formatted(Answerer.administrator(check))
            + " an appliance.",
        Map.of(),
        List.of(Vpc.showDefaultRoute()));
  }

  private static String tls(RouteCheck check) {
    if (check.failedWith(Code.TLS_PLAINTEXT)) {
      return "It came in plain HTTP, in answer to a TLS handshake.";
    }
    return Certificate.peer(check)
        .map(peer -> "The TLS certificate there is issued by " + Certificate.issuer(check) + ".")
        .orElse("Plain HTTP shows itself to everybody on the way.");
  }
}
