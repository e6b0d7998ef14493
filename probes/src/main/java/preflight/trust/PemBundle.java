package preflight.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates of a PEM file (RFC 7468); text between them and broken ones are passed over. A
 * certificate is taken apart only when it is asked for: a distribution's bundle holds 140, and a
 * chain leads to one of them.
 */
final class PemBundle implements Anchors {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private final List<byte[]> encoded;

  private PemBundle(List<byte[]> encoded) {
    this.encoded = encoded;
  }

  static PemBundle parse(String pem) {
    List<byte[]> encoded = new ArrayList<>();
    for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
      int end = pem.indexOf(END, begin);
      if (end < 0) {
        break;
      }
      base64(pem.substring(begin + BEGIN.length(), end)).ifPresent(encoded::add);
    }
    return new PemBundle(encoded);
  }

  @Override
  public List<X509Certificate> all() {
    return decoded(encoded);
  }

  @Override
  public List<X509Certificate> named(Collection<X500Principal> subjects) {
    List<byte[]> names = subjects.stream().map(X500Principal::getEncoded).toList();
    return decoded(
        encoded.stream()
            .filter(one -> names.stream().anyMatch(name -> SubjectName.is(one, name)))
            .toList());
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(
          Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static List<X509Certificate> decoded(List<byte[]> encoded) {
    CertificateFactory factory = x509();
    return encoded.stream().flatMap(one -> decode(factory, one).stream()).toList();
  }

  /** As OpenSSL does: a broken one does not take the others with it. */
  private static Optional<X509Certificate> decode(CertificateFactory factory, byte[] encoded) {
    try {
      return Optional.of(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
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
