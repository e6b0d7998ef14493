package preflight.route;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import preflight.plan.UriPort;

/**
 * The part of an http or https URL that proxy settings look at.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, without brackets
 * @param writtenPort as the URL has it
 */
record Endpoint(String scheme, String host, OptionalInt writtenPort) {

  /** What {@code url} leads to; empty where no proxy setting speaks of such a URL. */
  static Optional<Endpoint> of(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoint(
            scheme,
            UriPort.host(url).toLowerCase(Locale.ROOT),
            url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort())));
  }

  boolean https() {
    return scheme.equals("https");
  }

  /** The port, the scheme's default filled in. */
  int port() {
    return writtenPort.orElse(https() ? 443 : 80);
  }

  /** The host as a URL writes it: an IPv6 literal in brackets. */
  String bracketedHost() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /**
   * Scheme, host and any port that is not the default, as a browser's {@code origin} is written.
   */
  String origin() {
    boolean usual = port() == (https() ? 443 : 80);
    return scheme + "://" + bracketedHost() + (usual ? "" : ":" + port());
  }

  /** Whether the host is {@code localhost} or a loopback address literal. */
  boolean loopback() {
    return host.equals("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && AddressRange.parse(host).isPresent());
  }
}
