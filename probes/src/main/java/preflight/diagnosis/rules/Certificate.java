package preflight.diagnosis.rules;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.ShellWord;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;

/** What a presented certificate says of itself, in words. */
final class Certificate {

  /** GeneralName's choices (RFC 5280, section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  private Certificate() {}

  /** Who presented itself in the last attempt. */
  static Optional<TlsPeer> peer(RouteCheck check) {
    return check.all(TlsHandshake.class).flatMap(tls -> tls.peer().stream()).findFirst();
  }

  /** The leaf's issuer, as a distinguished name; a plain word where no chain was seen. */
  static String issuer(RouteCheck check) {
    return peer(check)
        .map(peer -> peer.leaf().getIssuerX500Principal().getName())
        .orElse("an unknown issuer");
  }

  /** {@code CN=github.test, issued by CN=Corp CA, valid 2026-01-01T00:00:00Z to ...}. */
  static String described(X509Certificate certificate) {
    return "%s, issued by %s, valid from %s to %s"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getIssuerX500Principal().getName(),
            certificate.getNotBefore().toInstant(),
            certificate.getNotAfter().toInstant());
  }

  /** The sentence that a host presented its leaf. */
  static String presented(RouteCheck check) {
    return presented(check, peer(check).map(TlsPeer::leaf));
  }

  /** The sentence that a host presented this certificate of its chain. */
  static String presented(RouteCheck check, Optional<X509Certificate> certificate) {
    return "%s presented %s."
        .formatted(
            Urls.authority(check),
            certificate.map(Certificate::described).orElse("no certificate that was kept"));
  }

  /** The names and addresses that the certificate is good for. */
  static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names.stream().flatMap(Certificate::name).toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  /** Shows the presented chain; asks nothing of the service. */
  static String show(RouteCheck check) {
    String through =
        check.route().proxy().map(proxy -> " -proxy " + ShellWord.of(proxy.authority())).orElse("");
    return "openssl s_client -connect %s -servername %s%s -showcerts </dev/null"
        .formatted(ShellWord.of(Urls.authority(check)), ShellWord.of(Urls.host(check)), through);
  }

  private static Stream<String> name(List<?> generalName) {
    return generalName.getFirst() instanceof Integer choice
            && (choice == DNS_NAME || choice == IP_ADDRESS)
        ? Stream.of(String.valueOf(generalName.get(1)))
        : Stream.empty();
  }
}
