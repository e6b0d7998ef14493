package preflight.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a chain that is trusted leads to an authority of the store.
 *
 * @param certificates from the leaf to the first that the store holds, or as far as it leads
 * @param rooted whether it ends, further up, at one of the store's that signed itself
 */
record TrustPath(List<X509Certificate> certificates, boolean rooted) {

  static TrustPath of(List<X509Certificate> presented, Anchors trusted) {
    List<X509Certificate> path = new ArrayList<>();
    int known = 0;
    Optional<X509Certificate> next = Optional.of(presented.getFirst());
    while (next.isPresent() && !path.contains(next.get())) {
      X509Certificate certificate = next.get();
      path.add(certificate);
      if (known == 0 && holds(trusted, certificate)) {
        known = path.size();
      }
      next = isSelfIssued(certificate) ? Optional.empty() : issuer(certificate, presented, trusted);
    }
    X509Certificate last = path.getLast();
    return new TrustPath(
        List.copyOf(known == 0 ? path : path.subList(0, known)),
        isSelfIssued(last) && holds(trusted, last));
  }

  X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** All whose signatures count: the last one is trusted for itself. */
  List<X509Certificate> signed() {
    return certificates.subList(0, certificates.size() - 1);
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> presented, Anchors trusted) {
    List<X509Certificate> named = trusted.named(List.of(certificate.getIssuerX500Principal()));
    return issuer(certificate, Stream.concat(named.stream(), presented.stream()))
        // An authority may write its name in another encoding than those that it signed.
        .or(() -> issuer(certificate, trusted.all().stream()));
  }

  /** The first, which is the store's before a presented one, but those in force before others. */
  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, Stream<X509Certificate> among) {
    List<X509Certificate> candidates =
        among
            .filter(issuer ->
                issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
            .sorted(Comparator.comparing(Validity::isOver))
            .toList();
    // A signature takes its time: where there is one issuer of that name, a judge has verified it.
    return candidates.size() < 2
        ? candidates.stream().findFirst()
        : candidates.stream()
            .filter(issuer -> Issuance.isBy(issuer.getPublicKey(), certificate))
            .findFirst();
  }

  private static boolean holds(Anchors trusted, X509Certificate certificate) {
    return trusted.named(List.of(certificate.getSubjectX500Principal())).contains(certificate);
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
