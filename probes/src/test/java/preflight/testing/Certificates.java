package preflight.testing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import okhttp3.tls.HeldCertificate;

/** Mints the certificates of {@link Facts} stories. */
public final class Certificates {

  private static final HeldCertificate CORP_CA =
      new HeldCertificate.Builder().commonName("Corp CA").certificateAuthority(1).build();

  private Certificates() {}

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
