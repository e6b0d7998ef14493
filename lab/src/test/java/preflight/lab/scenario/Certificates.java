package preflight.lab.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import preflight.world.CertificateAuthority;
import preflight.world.CertificateFault;

/**
 * The lab's authorities, minted once a run: {@code public} stands for those that every client
 * trusts, {@code corporate} for the company's own, {@code inspection} for a proxy that looks into
 * TLS. Which of them a container trusts, its scenario says.
 */
final class Certificates {

  private static final Map<String, String> AUTHORITIES =
      Map.of(
          "public", "Lab Public Root",
          "corporate", "Example Corp Root CA",
          "inspection", "Example Corp TLS Inspection CA");

  private static final Map<String, CertificateAuthority> MINTED = new ConcurrentHashMap<>();
  private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();

  private Certificates() {}

  /** The authorities' certificates, as PEM. */
  static String bundle(List<String> authorities) {
    return authorities.stream().map(name -> authority(name).pem()).collect(Collectors.joining());
  }

  /** An authority's certificate and its key, as PEM: for a proxy that signs with it. */
  static String signer(String authority) {
    return authority(authority).pemWithKey();
  }

  /**
   * A certificate for this host and its key, as PEM.
   *
   * @param as {@code public}, {@code corporate}, or what is wrong with it: {@code expired}, say
   */
  static String issue(String host, String as) {
    return ISSUED.computeIfAbsent(
        as + " " + host,
        key ->
            AUTHORITIES.containsKey(as)
                ? authority(as).issue(host).pem()
                : authority("public").issue(host, fault(as)).pem());
  }

  private static CertificateFault fault(String name) {
    return CertificateFault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static CertificateAuthority authority(String name) {
    return MINTED.computeIfAbsent(
        name,
        key -> {
          String commonName = AUTHORITIES.get(name);
          if (commonName == null) {
            throw new IllegalArgumentException("no authority is called " + name);
          }
          return CertificateAuthority.named(commonName);
        });
  }
}
