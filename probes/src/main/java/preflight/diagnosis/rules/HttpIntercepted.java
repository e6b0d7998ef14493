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
import preflight.plan.Target;
import preflight.route.Route;

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
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: a proxy on the way answers in its place (%s)"
            .formatted(claim.tools(), claim.targets(), Answerer.inShort(check)),
        List.of(
            "Asked for %s: %s.".formatted(Urls.authority(check), Answerer.inFull(check)),
            check.route() instanceof Route.Direct
                ? "No proxy is configured on this way: the network brought it there."
                : "The tunnel through %s was granted; the page came from inside it."
                    .formatted(check.route().via()),
            tls(check) + Answerer.sign(check).map(" A sign: %s."::formatted).orElse("")),
        new Remedy(
            "Ask %s to let this job's traffic pass, and see whether the VPC's default route leads to"
                    .formatted(Answerer.administrator(check))
                + " an appliance.",
            Map.of(),
            List.of(
                "gcloud compute routes list --filter=destRange=0.0.0.0/0 "
                    + Deployment.networkProject())));
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
