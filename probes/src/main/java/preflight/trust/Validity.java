package preflight.trust;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

/** Whether a certificate is in force now, by this machine's clock. */
final class Validity {

  private Validity() {}

  static boolean isOver(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return false;
    } catch (CertificateNotYetValidException early) {
      return false;
    } catch (CertificateExpiredException late) {
      return true;
    }
  }
}
