package preflight.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * One line of the list of public roots.
 *
 * @param fingerprint SHA-256 of the certificate, in lower-case hexadecimal
 * @param subject the distinguished name in {@link X500Principal#CANONICAL} form
 * @param key the SubjectPublicKeyInfo, base64
 */
record PublicRoot(String fingerprint, String subject, String key) {

  /** The AlgorithmIdentifier of RFC 8017, behind two lengths. */
  private static final String RSA_ENCRYPTION = "ANBgkqhkiG9w0BAQEF";

  static PublicRoot parse(String line) {
    String[] fields = line.split("\t", -1);
    return new PublicRoot(fields[0], fields[1], fields[2]);
  }

  /** Whether this is the certificate itself. */
  boolean is(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest).equals(fingerprint);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Whether it is the same authority: the certificate, or a cross-signed one of the same key. */
  boolean hasKeyOf(X509Certificate certificate) {
    return Arrays.equals(encodedKey(), certificate.getPublicKey().getEncoded());
  }

  /** Whether this root's key made the certificate's signature. */
  boolean signed(X509Certificate certificate) {
    return Issuance.isBy(publicKey(), certificate);
  }

  PublicKey publicKey() {
    String algorithm = key.startsWith(RSA_ENCRYPTION, 6) ? "RSA" : "EC";
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encodedKey()));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("the list holds RSA and EC keys: " + subject, unreadable);
    }
  }

  private byte[] encodedKey() {
    return Base64.getDecoder().decode(key);
  }
}
