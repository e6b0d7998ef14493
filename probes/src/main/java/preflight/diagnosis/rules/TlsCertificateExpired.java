package preflight.diagnosis.rules;

import java.security.cert.X509Certificate;
import java.util.Comparator;
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
    return Stream.concat(
        Claim.grouped(
                evidence,
                evidence.deciding(Code.TLS_EXPIRED, Code.TLS_NOT_YET_VALID),
                Urls::authority)
            .map(this::finding),
        Claim.grouped(evidence, evidence.deciding(Code.TLS_AUTHORITY_EXPIRED), Certificate::issuer)
            .map(this::authorityIsOver));
  }

  /** The job's own copy of the authority is at fault, not what the service presents. */
  private Finding authorityIsOver(Claim claim) {
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: the authority that its store holds has expired"
            .formatted(Clients.tools(StoreVerdicts.refusing(claim).stream()), claim.targets()),
        Stream.concat(
                Stream.of("The handshake: %s.".formatted(Phrase.failure(claim.first()))),
                StoreVerdicts.sentences(claim).stream())
            .toList(),
        TrustRemedy.of(
            claim,
            "Add the authority's present certificate to the image's bundle. Where its key is a new"
                + " one, the service's owner has to present a certificate that was issued with it."));
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean early = check.failedWith(Code.TLS_NOT_YET_VALID);
    Optional<X509Certificate> culprit = early ? last(check) : first(check);
    boolean authoritys = culprit.filter(found -> !leads(check, found)).isPresent();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: %s %s"
            .formatted(
                claim.tools(),
                claim.targets(),
                authoritys ? "the certificate of its authority" : "its certificate",
                culprit.map(found -> early ? begins(found) : ended(found)).orElse("has expired")),
        List.of(
            Certificate.presented(check, culprit),
            "The handshake: %s.".formatted(Phrase.failure(check))),
        new Remedy(
            early
                ? "Have the service's owner present a certificate that is valid already; check the"
                    + " clocks of both sides."
                : "Have the service's owner renew the certificate and load it; until then nothing"
                    + " on the job's side helps.",
            Map.of(),
            List.of(
                authoritys
                    ? Certificate.show(check)
                    : Certificate.show(check).replace(" -showcerts", "")
                        + " | openssl x509 -noout -subject -dates")));
  }

  private static String ended(X509Certificate certificate) {
    return "expired at " + certificate.getNotAfter().toInstant();
  }

  private static String begins(X509Certificate certificate) {
    return "is not valid before " + certificate.getNotBefore().toInstant();
  }

  /** The first of the chain to end. */
  private static Optional<X509Certificate> first(RouteCheck check) {
    return chain(check).min(Comparator.comparing(X509Certificate::getNotAfter));
  }

  /** The last of the chain to begin. */
  private static Optional<X509Certificate> last(RouteCheck check) {
    return chain(check).max(Comparator.comparing(X509Certificate::getNotBefore));
  }

  private static boolean leads(RouteCheck check, X509Certificate certificate) {
    return Certificate.peer(check).filter(peer -> peer.leaf().equals(certificate)).isPresent();
  }

  private static Stream<X509Certificate> chain(RouteCheck check) {
    return Certificate.peer(check).map(TlsPeer::chain).stream().flatMap(List::stream);
  }
}
