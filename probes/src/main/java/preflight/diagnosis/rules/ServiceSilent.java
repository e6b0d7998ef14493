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

/** The service takes the connection and then says nothing. */
final class ServiceSilent implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_SILENT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.HTTP_TIMEOUT, Code.TLS_TIMEOUT)
                .filter(check -> check.target().kind() != Target.Kind.METADATA)
                .filter(check -> !(check.route() instanceof Route.Forward)),
            Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean duringTls = check.failedWith(Code.TLS_TIMEOUT);
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot get an answer from %s: %s takes the connection and says nothing"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check)),
        List.of(
            "Connected to %s; then %s.".formatted(Urls.place(check), Phrase.failure(check)),
            duringTls
                ? "It is silent before the TLS handshake ends."
                : "It is silent after the request was sent.",
            "It was so at attempt %d.".formatted(check.attempts().size())),
        new Remedy(
            duringTls
                ? "See whether the service is overloaded; where small packets pass and large ones"
                    + " do not, look for a lowered MTU on the way."
                : "See whether the service is overloaded or still starting; where it is merely"
                    + " slow, raise --attempt-timeout.",
            Map.of(),
            List.of("curl -sv -o /dev/null -m 60 " + ShellWord.of(check.url().toString()))));
  }
}
