package preflight.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a PEM file (RFC 7468); text between them and broken ones are passed over. */
final class PemBundle {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemBundle() {}

  static List<X509Certificate> parse(String pem) {
    CertificateFactory factory = x509();
    List<X509Certificate> certificates = new ArrayList<>();
    for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
      int end = pem.indexOf(END, begin);
      if (end < 0) {
        break;
      }
      byte[] block = pem.substring(begin, end + END.length()).getBytes(StandardCharsets.US_ASCII);
      decode(factory, block).ifPresent(certificates::add);
    }
    return certificates;
  }

  /** As OpenSSL does: a broken one does not take the others with it. */
  private static Optional<X509Certificate> decode(CertificateFactory factory, byte[] block) {
    try {
      return Optional.of(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    } catch (CertificateException broken) {
      return Optional.empty();
    }
  }

  private static CertificateFactory x509() {
    try {
      return CertificateFactory.getInstance("X.509");
    } catch (CertificateException impossible) {
      throw new IllegalStateException("every JDK has an X.509 factory", impossible);
    }
  }
}
