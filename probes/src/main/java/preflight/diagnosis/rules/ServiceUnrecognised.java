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
import preflight.diagnosis.Severity;
import preflight.diagnosis.ShellWord;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/**
 * The certificate proves the name, and the answer shows no mark of the product that was asked for.
 *
 * <p>A warning: a reverse proxy that strips headers looks just so.
 */
final class ServiceUnrecognised implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_UNRECOGNISED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.checks().stream()
                .filter(RouteCheck::reached)
                .filter(check -> check.target().kind() != Target.Kind.HTTP)
                .filter(ServiceUnrecognised::byCertificateOnly)
                .filter(check -> !ServiceAnswers.limited(check))
                .filter(check -> ServiceAnswers.signOn(check).isEmpty()),
            RouteCheck::target)
        .map(this::finding);
  }

  private static boolean byCertificateOnly(RouteCheck check) {
    return check
        .all(IdentityCheck.class)
        .anyMatch(identity -> identity.recognition() == Recognition.CERTIFICATE);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String kind = check.target().kind().label();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.POSSIBLE,
        "%s answers, but shows no mark of %s".formatted(Urls.authority(check), kind),
        List.of(
            "Its certificate is verified for %s, so the host is the right one."
                .formatted(Urls.host(check)),
            "It answers %s, and neither headers nor content are %s's."
                .formatted(Answerer.inFull(check), kind)),
        new Remedy(
            "Check the URL's path (a context path is part of it). Where a reverse proxy strips the"
                + " marks on purpose, ask for it as `http=` instead of `%s=`.".formatted(kind),
            Map.of(),
            List.of("curl -sv -o /dev/null " + ShellWord.of(check.url().toString()))),
        List.of());
  }
}
