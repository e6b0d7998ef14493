package preflight.interception;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The products that open TLS on the way, told by the certificates that they make up. */
public final class TlsInspectors {

  /**
   * How one product names the authorities that it signs with.
   *
   * @param name found in a distinguished name, its attributes as {@code ,O=...,CN=...}
   */
  private record Row(String product, Pattern name) {}

  private static final List<Row> ROWS =
      List.of(
          row("Zscaler", "(?:O|CN)=Zscaler"),
          row("Symantec ProxySG", "O=Blue Coat"),
          row("Forcepoint", "(?:CN=Forcepoint Cloud CA|O=Forcepoint LLC)"),
          row("McAfee Web Gateway", "CN=McAfee Web Gateway"),
          row("FortiGate", "(?:O=Fortinet,|CN=fortinet-subca)"),
          row("Cisco Umbrella", "CN=Cisco Umbrella "),
          row("Sophos", "CN=(?:Sophos SSL CA_|Sophos_CA_|sophosutm Proxy CA|Sophos Web Appliance)"),
          row("Netskope", "CN=(?:[^,]*caadmin\\.netskope\\.com|ca\\.[^,]*\\.goskope\\.com)"),
          row("SonicWall", "O=HTTPS Management Certificate for SonicWALL"),
          row("Cloudflare Gateway", "CN=Gateway CA - Cloudflare Managed"),
          row("mitmproxy", "(?:CN|O)=mitmproxy,"));

  private TlsInspectors() {}

  /**
   * The product that issued this chain, where its names show one.
   *
   * @param chain as presented, leaf first; it leads to no public root
   */
  public static Optional<String> of(List<X509Certificate> chain) {
    return ROWS.stream()
        .filter(row -> chain.stream().anyMatch(certificate -> issued(row, certificate)))
        .map(Row::product)
        .findFirst()
        .or(() ->
            chain.stream().skip(1).anyMatch(issuer -> lendsItsKey(issuer, chain.getFirst()))
                ? Optional.of("Squid")
                : Optional.empty());
  }

  private static boolean issued(Row row, X509Certificate certificate) {
    String names = "," + certificate.getIssuerX500Principal().getName() + ",";
    return row.name().matcher(names).find();
  }

  /** Squid makes its leaves with the key of the authority that signs them (src/ssl/gadgets.cc). */
  private static boolean lendsItsKey(X509Certificate issuer, X509Certificate leaf) {
    return issuer.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
        && !issuer.equals(leaf)
        && Arrays.equals(issuer.getPublicKey().getEncoded(), leaf.getPublicKey().getEncoded());
  }

  private static Row row(String product, String name) {
    return new Row(product, Pattern.compile("," + name, Pattern.CASE_INSENSITIVE));
  }
}
