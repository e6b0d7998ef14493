package preflight.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;

/** What some clients ask of a path that leads to an authority which they trust, and others not. */
enum Demand {
  /** The host is an alternative name: the common name is not read. */
  ALTERNATIVE_NAME,
  /** The common name is read where there is no alternative name of any host or address. */
  COMMON_NAME_ALONE,
  /** It ends at a certificate that signed itself: an intermediate in the store is not enough. */
  ROOT,
  /** It ends at an issuer: a leaf in the store is not enough, unless it signed itself. */
  ISSUER,
  /** The authority in the store is in force, too. */
  AUTHORITY_IN_FORCE,
  /** No signature rests on SHA-1. */
  NO_SHA1,
  /** No RSA key has fewer than 2048 bits (OpenSSL's security level 2). */
  RSA_2048,
  /** The leaf's extended key usage, where it has one, names servers or any purpose. */
  LEAF_FOR_SERVERS,
  /** The same of every certificate. */
  ALL_FOR_SERVERS,
  /** The same, and any purpose is not enough. */
  ALL_FOR_SERVERS_BY_NAME,
  /** The leaf's key usage, where it has one, permits the signature of a handshake. */
  SIGNING_LEAF;

  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String SERVERS = "1.3.6.1.5.5.7.3.1";

  /** Netscape's and Microsoft's older words for servers. */
  private static final List<String> SERVERS_ONCE =
      List.of("2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3");

  /** Why a client with this demand refuses the path for this host; empty if it does not. */
  Optional<Failure> unmet(TrustPath path, String host) {
    return switch (this) {
      case ALTERNATIVE_NAME ->
          CertificateNames.coverByAlternative(path.leaf(), host)
              ? Optional.empty()
              : inCommonName(host);
      case COMMON_NAME_ALONE ->
          CertificateNames.coverByAlternative(path.leaf(), host)
                  || !CertificateNames.hasAlternatives(path.leaf())
              ? Optional.empty()
              : inCommonName(host);
      case ROOT -> path.rooted() ? Optional.empty() : rootless(path);
      case ISSUER ->
          path.rooted() || path.certificates().size() > 1 ? Optional.empty() : rootless(path);
      case AUTHORITY_IN_FORCE ->
          first(path.certificates(), Validity::isOver)
              .flatMap(over ->
                  failure(
                      Code.TLS_AUTHORITY_EXPIRED,
                      "%s ended at %s".formatted(name(over), over.getNotAfter().toInstant())));
      case NO_SHA1 ->
          first(path.signed(), Demand::isSignedWithSha1)
              .flatMap(old -> unfit(old, "is signed with " + old.getSigAlgName()));
      case RSA_2048 ->
          first(path.certificates(), certificate -> rsaBits(certificate) < 2048)
              .flatMap(weak -> unfit(weak, "has an RSA key of %d bits".formatted(rsaBits(weak))));
      case LEAF_FOR_SERVERS -> purpose(List.of(path.leaf()), Demand::isForServersOrAny);
      case ALL_FOR_SERVERS -> purpose(path.certificates(), Demand::isForServersOrAny);
      case ALL_FOR_SERVERS_BY_NAME -> purpose(path.certificates(), Demand::isForServers);
      case SIGNING_LEAF ->
          first(List.of(path.leaf()), Demand::signsNothing)
              .flatMap(leaf -> unfit(leaf, "has a key usage without digital signatures"));
    };
  }

  private static Optional<Failure> inCommonName(String host) {
    return failure(
        Code.TLS_WRONG_NAME, "%s is no alternative name, but the common name".formatted(host));
  }

  private static Optional<Failure> rootless(TrustPath path) {
    return failure(
        Code.TLS_ROOT_MISSING,
        "the store holds %s, and not the root above it"
            .formatted(name(path.certificates().getLast())));
  }

  private static Optional<Failure> purpose(
      List<X509Certificate> path, Predicate<List<String>> suffices) {
    return first(path, certificate -> purposes(certificate).filter(suffices.negate()).isPresent())
        .flatMap(other ->
            unfit(
                other,
                "is not for servers: its extended key usage is "
                    + String.join(", ", purposes(other).orElseThrow())));
  }

  private static Optional<List<String>> purposes(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getExtendedKeyUsage());
    } catch (CertificateParsingException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isForServers(List<String> purposes) {
    return purposes.contains(SERVERS) || purposes.stream().anyMatch(SERVERS_ONCE::contains);
  }

  private static boolean isForServersOrAny(List<String> purposes) {
    return isForServers(purposes) || purposes.contains(ANY_PURPOSE);
  }

  private static boolean signsNothing(X509Certificate leaf) {
    boolean[] usage = leaf.getKeyUsage();
    return usage != null && !usage[0];
  }

  private static boolean isSignedWithSha1(X509Certificate certificate) {
    return certificate.getSigAlgName().toUpperCase(Locale.ROOT).startsWith("SHA1");
  }

  private static int rsaBits(X509Certificate certificate) {
    return certificate.getPublicKey() instanceof RSAKey key
        ? key.getModulus().bitLength()
        : Integer.MAX_VALUE;
  }

  private static Optional<X509Certificate> first(
      List<X509Certificate> path, Predicate<X509Certificate> fault) {
    return path.stream().filter(fault).findFirst();
  }

  private static Optional<Failure> unfit(X509Certificate certificate, String fault) {
    return failure(Code.TLS_UNFIT, name(certificate) + " " + fault);
  }

  private static Optional<Failure> failure(Code code, String detail) {
    return Optional.of(new Failure(code, detail));
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
