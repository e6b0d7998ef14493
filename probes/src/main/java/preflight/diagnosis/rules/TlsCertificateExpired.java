package preflight.diagnosis.rules;

import java.security.cert.X509Certificate;
import java.util.Comparator;
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
import preflight.observation.TlsPeer;

/** A certificate of the chain is past its end, or not yet at its beginning. */
final class TlsCertificateExpired implements Rule {

  @Override
  public Cause cause() {
    return Cause.TLS_CERTIFICATE_EXPIRED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence, evidence.deciding(Code.TLS_EXPIRED, Code.TLS_NOT_YET_VALID), Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean early = check.failedWith(Code.TLS_NOT_YET_VALID);
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: its certificate %s"
            .formatted(claim.tools(), claim.targets(), early ? begins(check) : ended(check)),
        List.of(
            "%s presented %s."
                .formatted(
                    Urls.authority(check),
                    Certificate.peer(check)
                        .map(peer -> Certificate.described(peer.leaf()))
                        .orElse("no certificate that was kept")),
            "The handshake: %s.".formatted(Phrase.failure(check))),
        new Remedy(
            early
                ? "Have the service's owner present a certificate that is valid already; check the"
                    + " clocks of both sides."
                : "Have the service's owner renew the certificate and load it; until then nothing"
                    + " on the job's side helps.",
            Map.of(),
            List.of(
                Certificate.show(check).replace(" -showcerts", "")
                    + " | openssl x509 -noout -subject -dates")));
  }

  private static String ended(RouteCheck check) {
    return chain(check)
        .min(Comparator.comparing(X509Certificate::getNotAfter))
        .map(certificate -> "ended at " + certificate.getNotAfter().toInstant())
        .orElse("has expired");
  }

  private static String begins(RouteCheck check) {
    return chain(check)
        .max(Comparator.comparing(X509Certificate::getNotBefore))
        .map(certificate -> "is not valid before " + certificate.getNotBefore().toInstant())
        .orElse("is not valid yet");
  }

  private static Stream<X509Certificate> chain(RouteCheck check) {
    return Certificate.peer(check).map(TlsPeer::chain).stream().flatMap(List::stream);
  }
}
