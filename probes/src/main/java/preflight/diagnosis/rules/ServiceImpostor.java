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

/** Something answers in the service's place, and it is neither the service nor a known proxy. */
final class ServiceImpostor implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_IMPOSTOR;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.IDENTITY_FOREIGN)
                .filter(check -> check.target().kind() != Target.Kind.METADATA)
                .filter(check -> check.target().kind() != Target.Kind.EGRESS)
                .filter(check -> Answerer.instead(check).isEmpty()),
            Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String kind = check.target().kind().label();
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot trust the answer of %s: nothing in it is %s's"
            .formatted(claim.tools(), Urls.authority(check), kind),
        List.of(
            "%s answers %s, without a mark of %s."
                .formatted(Urls.place(check), Answerer.inFull(check), kind),
            "https".equals(check.url().getScheme())
                ? "It came inside TLS that a product on the way has opened: no name is proven."
                : "Plain HTTP proves nobody's name: the wrong host, a portal or a proxy answers"
                    + " so.",
            Answerer.unmasking(check)
                .orElse("No proxy product that Preflight knows signed the answer.")),
        new Remedy(
            "Check the URL, and ask over https, which proves who answers; then compare the answer"
                + " with the one seen from a place that works.",
            Map.of(),
            List.of("curl -sv -o /dev/null " + ShellWord.of(check.url().toString()))));
  }
}
