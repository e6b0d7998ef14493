package preflight.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * How a chain that is trusted leads to an authority of the store.
 *
 * @param certificates from the leaf to the first that the store holds, or as far as it leads
 * @param rooted whether it ends, further up, at one of the store's that signed itself
 */
record TrustPath(List<X509Certificate> certificates, boolean rooted) {

  static TrustPath of(List<X509Certificate> presented, Anchors trusted) {
    List<X509Certificate> held = trusted.named(names(presented));
    List<X509Certificate> path = new ArrayList<>();
    int known = 0;
    boolean ofTheStore = false;
    Optional<X509Certificate> next = Optional.of(presented.getFirst());
    while (next.isPresent() && !path.contains(next.get())) {
      X509Certificate certificate = next.get();
      path.add(certificate);
      ofTheStore = held.contains(certificate) || !presented.contains(certificate);
      if (known == 0 && ofTheStore) {
        known = path.size();
      }
      next =
          isSelfIssued(certificate)
              ? Optional.empty()
              : issuer(certificate, Stream.concat(held.stream(), presented.stream()))
                  .or(() -> issuer(certificate, trusted));
    }
    return new TrustPath(
        List.copyOf(known == 0 ? path : path.subList(0, known)),
        isSelfIssued(path.getLast()) && ofTheStore);
  }

  /** All that a store has to be asked for, once: it is long. */
  private static List<X500Principal> names(List<X509Certificate> presented) {
    return presented.stream()
        .flatMap(one -> Stream.of(one.getSubjectX500Principal(), one.getIssuerX500Principal()))
        .distinct()
        .toList();
  }

  X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** All whose signatures count: the last one is trusted for itself. */
  List<X509Certificate> signed() {
    return certificates.subList(0, certificates.size() - 1);
  }

  /** In the store, by a name that no presented one has, or that it writes in another encoding. */
  private static Optional<X509Certificate> issuer(X509Certificate certificate, Anchors trusted) {
    List<X509Certificate> named = trusted.named(List.of(certificate.getIssuerX500Principal()));
    return issuer(certificate, named.stream())
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

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
