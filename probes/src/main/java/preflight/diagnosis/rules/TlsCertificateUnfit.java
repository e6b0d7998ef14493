package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

/** Whoever issued the certificate is trusted, and must not have issued such a one. */
final class TlsCertificateUnfit implements Rule {

  private static final Pattern JDKS_PREFIXES =
      Pattern.compile("^(?:PKIX [a-z ]+: )?(?:[\\w.]+Exception: )*");

  @Override
  public Cause cause() {
    return Cause.TLS_CERTIFICATE_UNFIT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, evidence.deciding(Code.TLS_UNFIT), Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s, though its issuer is known: %s"
            .formatted(
                Clients.tools(StoreVerdicts.refusing(claim).stream()),
                claim.targets(),
                fault(check)),
        Stream.of(
                Stream.of(
                    Certificate.presented(check),
                    "The handshake: %s.".formatted(Phrase.failure(check))),
                StoreVerdicts.sentences(claim).stream())
            .flatMap(facts -> facts)
            .toList(),
        new Remedy(
            "Have the service's owner present one that was issued for servers and this host, with"
                + " SHA-256 and RSA of 2048 bits. More authorities in the image do not help.",
            Map.of(),
            List.of(
                Certificate.show(check).replace(" -showcerts", "")
                    + " | openssl x509 -noout -text")));
  }

  /**
   * {@code CN=jira.corp has an RSA key of 1024 bits}, or what the JDK says without its prefixes.
   */
  private static String fault(RouteCheck check) {
    return check
        .failure()
        .map(failure -> JDKS_PREFIXES.matcher(failure.detail()).replaceFirst(""))
        .filter(fault -> !fault.isBlank())
        .orElse("its certificate breaks a rule");
  }
}
