package preflight.plan;

import java.net.URI;

/** The host and port that a URI leads to, with its scheme's default port filled in. */
public final class UriPort {

  private UriPort() {}

  /** The host without an IPv6 literal's brackets; the URI must have one. */
  public static String host(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("no host in " + uri);
    }
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port; 80 for http, 443 for https and 0 for any other scheme that names none. */
  public static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return switch (String.valueOf(uri.getScheme())) {
      case "http" -> 80;
      case "https" -> 443;
      default -> 0;
    };
  }
}
