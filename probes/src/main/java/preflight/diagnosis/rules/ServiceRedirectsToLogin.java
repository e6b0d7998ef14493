package preflight.diagnosis.rules;

import java.net.URI;
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
import preflight.diagnosis.ShellWord;
import preflight.observation.RouteCheck;

/**
 * The service, or the gateway under its name, sends programs to a login page. A warning: with
 * credentials the workload may pass.
 *
 * <p>A captive portal does the same where nothing proves who answers; that is not claimed here.
 */
final class ServiceRedirectsToLogin implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_REDIRECTS_TO_LOGIN;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ServiceAnswers.reached(evidence)
                .filter(check -> ServiceAnswers.signOn(check).isPresent()),
            Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    URI to = ServiceAnswers.signOn(check).orElseThrow();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.LIKELY,
        "%s is reached, and sends programs to a login at %s"
            .formatted(Urls.authority(check), to.getHost()),
        List.of(
            "Asked without credentials for %s, it answers %s with Location %s."
                .formatted(check.url(), Answerer.inFull(check), to),
            "Its certificate or its marks prove who answers: no captive portal. Nobody followed it."),
        new Remedy(
            "See that the workload's requests carry a token which the sign-on lets through; else"
                + " have it except the paths that programs use.",
            Map.of(),
            List.of("curl -sI " + ShellWord.of(check.url().toString()))),
        List.of());
  }
}
