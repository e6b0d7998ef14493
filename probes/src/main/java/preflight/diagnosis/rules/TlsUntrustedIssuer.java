package preflight.diagnosis.rules;

import java.security.cert.X509Certificate;
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

/** A trust store that counts does not know who issued the certificate. */
final class TlsUntrustedIssuer implements Rule {

  private static final String LONE =
      "It presented that certificate alone: a store that holds the root and not its issuer refuses it.";

  @Override
  public Cause cause() {
    return Cause.TLS_UNTRUSTED_ISSUER;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.of(
            Claim.grouped(evidence, evidence.deciding(Code.TLS_UNTRUSTED), Certificate::issuer)
                .map(this::finding),
            Claim.grouped(evidence, evidence.deciding(Code.TLS_ROOT_MISSING), Certificate::issuer)
                .map(this::rootless),
            Claim.over(evidence, evidence.deciding(Code.TLS_STORE_EMPTY)).map(this::emptyStore))
        .flatMap(found -> found);
  }

  /** Whoever issued the certificate, it would not be trusted. */
  private Finding emptyStore(Claim claim) {
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: the store of trusted authorities is empty"
            .formatted(Clients.tools(StoreVerdicts.refusing(claim).stream()), claim.targets()),
        Stream.concat(
                StoreVerdicts.sentences(claim).stream(),
                Stream.of("The file is missing, or holds no certificate."))
            .toList(),
        new Remedy(
            "Install the package ca-certificates in the image; where a setting names the file, correct"
                + " the setting.",
            Map.of(),
            List.of(
                "apt-get update && apt-get install -y ca-certificates # in the Dockerfile; on Alpine:"
                    + " apk add ca-certificates")));
  }

  /** Other clients make do with what the store holds. */
  private Finding rootless(Claim claim) {
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: the root of its certificate is missing in the store"
            .formatted(Clients.tools(StoreVerdicts.refusing(claim).stream()), claim.targets()),
        Stream.concat(
                Stream.of(
                    Certificate.presented(claim.first()),
                    "The handshake: %s.".formatted(Phrase.failure(claim.first()))),
                StoreVerdicts.sentences(claim).stream())
            .toList(),
        TrustRemedy.of(
            claim,
            "Add the root's certificate to the image's bundle, beside what is there: Node and Python"
                + " before 3.13 want a chain to end at a root."));
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String issuer = Certificate.issuer(check);
    boolean lone = Certificate.peer(check).filter(TlsUntrustedIssuer::lone).isPresent();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: the certificate is issued by %s"
            .formatted(
                Clients.tools(StoreVerdicts.refusing(claim).stream()), claim.targets(), issuer),
        Stream.of(
                Stream.of(Certificate.presented(check)),
                StoreVerdicts.sentences(claim).stream(),
                lone ? Stream.of(LONE) : Stream.<String>empty())
            .flatMap(facts -> facts)
            .toList(),
        TrustRemedy.of(
            claim,
            lone
                ? "Add your company's root to the image's bundle; where it is there already, have the"
                    + " service's owner present the intermediate certificate too."
                : "Where the issuer is your company's, add its root certificate to the image's bundle;"
                    + " where nobody knows it, TLS may be inspected: ask who runs the network."));
  }

  /**
   * Whether the issuer's own certificate is missing, which a server has to send unless a root's.
   */
  private static boolean lone(TlsPeer peer) {
    X509Certificate leaf = peer.leaf();
    return peer.chain().size() == 1
        && !leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
  }
}
