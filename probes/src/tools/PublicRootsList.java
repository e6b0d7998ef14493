import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;

/**
 * Writes the list of public roots that Preflight ships, from PEM files that nobody has added a
 * private CA to. From the folder probes:
 *
 * <pre>
 * cat /usr/share/ca-certificates/mozilla/*.crt >debian.pem       # the package ca-certificates
 * env -u NODE_EXTRA_CA_CERTS node -p 'require("tls").rootCertificates.join("\n")' >node.pem
 * cp "$(python3 -m certifi)" certifi.pem                         # certifi from PyPI, not Debian's
 * java src/tools/PublicRootsList.java debian.pem node.pem certifi.pem \
 *     >src/main/resources/preflight/trust/public-roots.txt
 * </pre>
 *
 * <p>Never from a cacerts file of an installed JDK: distributions link it to the machine's own bundle.
 */
final class PublicRootsList {

  public static void main(String... files) throws Exception {
    var lines = new TreeMap<String, String>();
    for (String file : files) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          var root = (X509Certificate) each;
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(root.getEncoded());
          lines.put(
              HexFormat.of().formatHex(digest),
              root.getSubjectX500Principal().getName(X500Principal.CANONICAL)
                  + "\t"
                  + Base64.getEncoder().encodeToString(root.getPublicKey().getEncoded()));
        }
      }
    }
    System.out.println("# Public roots as of " + LocalDate.now() + ", written by PublicRootsList.");
    System.out.println("# SHA-256 of the certificate, subject (canonical), public key (base64).");
    lines.forEach((fingerprint, root) -> System.out.println(fingerprint + "\t" + root));
  }
}
