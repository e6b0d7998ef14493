package preflight.diagnosis.rules;

import java.security.cert.X509Certificate;
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
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;
import preflight.plan.TlsInspection;

/**
 * Somebody on the way opens TLS, and presents certificates of its own making.
 *
 * <p>Where the job's tools trust them it is a note, and only for hosts of the internet: a private
 * host may well have a private authority. Where they do not, it has to show that it is inspection;
 * else it is {@link TlsUntrustedIssuer}.
 */
final class TlsIntercepted implements Rule {

  @Override
  public Cause cause() {
    return Cause.TLS_INTERCEPTED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.checks().stream().filter(TlsIntercepted::privatelyIssued),
            TlsIntercepted::authority)
        .flatMap(claim -> finding(claim).stream());
  }

  private Optional<Finding> finding(Claim claim) {
    Evidence evidence = claim.evidence();
    Optional<InspectionSigns> signs = InspectionSigns.of(evidence, claim.checks());
    List<RouteCheck> refused =
        claim.checks().stream()
            .filter(evidence::decides)
            .filter(check -> check.failedWith(Code.TLS_UNTRUSTED, Code.TLS_STORE_EMPTY))
            .toList();
    if (!refused.isEmpty()) {
      return signs.map(found -> refused(new Claim(evidence, refused), found));
    }
    if (evidence.plan().inspection() == TlsInspection.ALLOWED) {
      return Optional.empty();
    }
    List<RouteCheck> trusted =
        claim.checks().stream()
            .filter(
                check -> check.all(TlsHandshake.class).allMatch(tls -> tls.outcome().succeeded()))
            .filter(check ->
                signs.isPresent()
                    ? PublicHosts.likely(evidence, check)
                    : PublicHosts.knownBy(evidence, check))
            .toList();
    return trusted.isEmpty()
        ? Optional.empty()
        : Optional.of(trusted(new Claim(evidence, trusted), signs));
  }

  /** An empty store is a fault of its own, which stays to be told. */
  private Finding refused(Claim claim, InspectionSigns signs) {
    return claim.finding(
        cause(),
        claim.evidence().severity(claim.checks()),
        signs.confidence(),
        "%s cannot trust %s: %s on the way opens TLS and presents certificates of its own"
            .formatted(
                Clients.tools(StoreVerdicts.refusing(claim).stream()),
                claim.targets(),
                signs.product().orElse("somebody")),
        Stream.concat(
                Stream.of(
                    "%s presented %s."
                        .formatted(
                            Urls.authority(claim.first()),
                            Certificate.described(leaf(claim.first()))),
                    signs.sentence()),
                StoreVerdicts.sentences(claim).stream())
            .toList(),
        TrustRemedy.of(
            claim,
            "Compare what was presented (--presented-ca FILE keeps it) with the CA that your security"
                + " team publishes. Trust their copy, never this one, or ask for an exception."),
        claim.checks().stream().filter(check -> check.failedWith(Code.TLS_UNTRUSTED)).toList());
  }

  private Finding trusted(Claim claim, Optional<InspectionSigns> signs) {
    Stream<String> names = claim.checks().stream().map(check -> check.target().called());
    return claim.finding(
        cause(),
        Severity.NOTE,
        signs.map(InspectionSigns::confidence).orElse(Confidence.POSSIBLE),
        "%s inspected: %s presents certificates that only a root added to the image vouches for"
            .formatted(
                signs.isPresent()
                    ? Phrase.doing(names, "is", "are")
                    : Phrase.list(names) + " may be",
                signs.flatMap(InspectionSigns::product).orElse("somebody on the way")),
        Stream.concat(
                signs.map(InspectionSigns::sentence).stream(),
                Stream.of(
                    "%s presented %s, which leads to no public root."
                        .formatted(
                            Urls.authority(claim.first()),
                            Certificate.described(leaf(claim.first())))))
            .toList(),
        new Remedy(
            "Nothing, where your security team does that: --allow-tls-inspection leaves this note"
                + " out. Else ask them whose root the image trusts.",
            Map.of(),
            List.of(Certificate.show(claim.first()))),
        List.of());
  }

  /** An authority of its own that leads to no public root; a self-signed certificate has none. */
  private static boolean privatelyIssued(RouteCheck check) {
    return Certificate.peer(check)
        .filter(peer -> peer.publicRoot().isEmpty())
        .map(TlsPeer::leaf)
        .filter(leaf -> !leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal()))
        .isPresent();
  }

  /** The product, or the name at the end of the chain: one inspector, however many leaves. */
  private static Object authority(RouteCheck check) {
    return InspectionSigns.product(check)
        .orElseGet(() ->
            Certificate.peer(check)
                .map(peer -> peer.chain().getLast().getIssuerX500Principal().getName())
                .orElseThrow());
  }

  private static X509Certificate leaf(RouteCheck check) {
    return Certificate.peer(check).orElseThrow().leaf();
  }
}
