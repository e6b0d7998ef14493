package preflight.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import preflight.diagnosis.Verdict;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;

/**
 * The authorities that a run met and that lead to no public root, as a PEM file to be compared with
 * what a security team publishes. Everybody on the way can have written them.
 */
public final class PresentedChains {

  private static final String WARNING =
      """
      # Certificates that were presented to Preflight and that lead to no public root.
      # NOT VERIFIED: whoever stands on the way may have made them. Do not trust this file. Compare
      # each SHA-256 with the one that your security team publishes, and trust their copy.
      """;

  private PresentedChains() {}

  /** The file's content; empty where every chain leads to a public root. */
  public static Optional<byte[]> of(Verdict verdict) {
    Map<X509Certificate, String> presented = new LinkedHashMap<>();
    verdict.targets().stream()
        .flatMap(target -> target.checks().stream())
        .forEach(check ->
            check
                .all(TlsHandshake.class)
                .flatMap(tls -> tls.peer().stream())
                .filter(peer -> peer.publicRoot().isEmpty())
                .flatMap(peer -> authorities(peer).stream())
                .forEach(certificate -> presented.putIfAbsent(certificate, place(check))));
    var text = new StringBuilder(WARNING);
    presented.forEach((certificate, place) -> text.append(block(certificate, place)));
    return presented.isEmpty() ? Optional.empty() : Optional.of(text.toString().getBytes(US_ASCII));
  }

  /** What signs the leaf; the leaf itself, where the server presents nothing else. */
  private static List<X509Certificate> authorities(TlsPeer peer) {
    List<X509Certificate> chain = peer.chain();
    return chain.size() > 1 ? chain.subList(1, chain.size()) : chain;
  }

  private static String place(RouteCheck check) {
    return check.url().getHost() + " via " + check.route().via();
  }

  private static String block(X509Certificate certificate, String place) {
    try {
      byte[] der = certificate.getEncoded();
      return """

      # presented by: %s
      # subject:      %s
      # issuer:       %s
      # SHA-256:      %s
      -----BEGIN CERTIFICATE-----
      %s
      -----END CERTIFICATE-----
      """
          .formatted(
              SafeText.printable(place),
              SafeText.printable(certificate.getSubjectX500Principal().getName()),
              SafeText.printable(certificate.getIssuerX500Principal().getName()),
              HexFormat.ofDelimiter(":")
                  .withUpperCase()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(der)),
              Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("it was decoded from DER, with a JDK", impossible);
    }
  }
}
