package preflight.testing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import okhttp3.tls.HeldCertificate;

/** Mints the certificates of {@link Facts} stories. */
public final class Certificates {

  private static final HeldCertificate CORP_CA =
      new HeldCertificate.Builder().commonName("Corp CA").certificateAuthority(1).build();

  /** Every certificate of Squid's ssl_bump has the key of the authority that signs it. */
  private static final HeldCertificate BUMP =
      new HeldCertificate.Builder().commonName("Proxy CA").certificateAuthority(1).build();

  private Certificates() {}

  /** Leaf and authority, as an authority of this common name would present them. */
  public static X509Certificate[] chain(String authority, String name) {
    HeldCertificate issuer =
        new HeldCertificate.Builder().commonName(authority).certificateAuthority(1).build();
    return new X509Certificate[] {
      leaf(name).signedBy(issuer).build().certificate(), issuer.certificate()
    };
  }

  /** What Squid's ssl_bump presents for {@code name}; the authority's own is left out. */
  public static X509Certificate bumped(String name) {
    return leaf(name).keyPair(BUMP.keyPair()).signedBy(BUMP).build().certificate();
  }

  /** The certificate of the authority that signs {@link #bumped}. */
  public static X509Certificate bumpAuthority() {
    return BUMP.certificate();
  }

  /** {@code name} vouches for itself. */
  public static X509Certificate selfSigned(String name) {
    return leaf(name).build().certificate();
  }

  private static HeldCertificate.Builder leaf(String name) {
    return new HeldCertificate.Builder().commonName(name).addSubjectAlternativeName(name);
  }

  /** Good for {@code name} from January to June 2025, issued by {@code CN=Corp CA}. */
  public static X509Certificate certificate(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .addSubjectAlternativeName(name)
        .validityInterval(
            Instant.parse("2025-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("2025-06-01T00:00:00Z").toEpochMilli())
        .signedBy(CORP_CA)
        .build()
        .certificate();
  }
}
