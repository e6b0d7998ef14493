package preflight.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/** Who signed a certificate: names can be claimed, signatures cannot. */
final class Issuance {

  private Issuance() {}

  /** Whether {@code issuer}'s name and key are the ones behind {@code certificate}. */
  static boolean links(X509Certificate issuer, X509Certificate certificate) {
    return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && isBy(issuer.getPublicKey(), certificate);
  }

  static boolean isBy(PublicKey key, X509Certificate certificate) {
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException notBySuchAKey) {
      return false;
    }
  }
}
