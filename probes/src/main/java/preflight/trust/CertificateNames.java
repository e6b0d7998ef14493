package preflight.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a certificate is for a host (RFC 9525, section 6). */
final class CertificateNames {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+]+)");
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  private CertificateNames() {}

  /** As the most lenient clients see it: by the common name, too, where there is no DNS name. */
  static boolean cover(X509Certificate leaf, String host) {
    return coverByAlternative(leaf, host)
        || (!LITERAL.matcher(host).matches()
            && alternatives(leaf, DNS_NAME).isEmpty()
            && covers(commonName(leaf), host));
  }

  static boolean coverByAlternative(X509Certificate leaf, String host) {
    return LITERAL.matcher(host).matches()
        ? alternatives(leaf, IP_ADDRESS).stream().anyMatch(address -> same(address, host))
        : covers(alternatives(leaf, DNS_NAME), host);
  }

  /** Whether a host or an address is among the alternative names. */
  static boolean hasAlternatives(X509Certificate leaf) {
    return !alternatives(leaf, DNS_NAME).isEmpty() || !alternatives(leaf, IP_ADDRESS).isEmpty();
  }

  private static boolean covers(List<String> names, String host) {
    return names.stream().anyMatch(name -> matches(lower(name), lower(host)));
  }

  private static boolean matches(String pattern, String host) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(host);
    }
    int dot = host.indexOf('.');
    return dot > 0
        && pattern.indexOf('.', 2) > 0
        && host.substring(dot).equals(pattern.substring(1));
  }

  private static List<String> alternatives(X509Certificate leaf, int type) {
    try {
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(type).equals(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private static List<String> commonName(X509Certificate leaf) {
    Matcher matcher = COMMON_NAME.matcher(leaf.getSubjectX500Principal().getName());
    return matcher.find() ? List.of(matcher.group(1)) : List.of();
  }

  private static boolean same(String address, String host) {
    try {
      return InetAddress.getByName(address).equals(InetAddress.getByName(host));
    } catch (UnknownHostException malformed) {
      return false;
    }
  }

  private static String lower(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
