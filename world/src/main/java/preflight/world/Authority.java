package preflight.world;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Whom a request through a proxy is for: a host, in lower case, and a port. */
public record Authority(String host, int port) {

  public Authority {
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Of a CONNECT's target, {@code host:port}. */
  static Optional<Authority> ofConnect(String target) {
    return of("connect://" + target, -1);
  }

  /** Of the absolute form of a target, {@code http://host[:port]/path}. */
  static Optional<Authority> ofAbsoluteForm(String target) {
    return target.startsWith("http://") ? of(target, 80) : Optional.empty();
  }

  private static Optional<Authority> of(String uri, int defaultPort) {
    try {
      var parsed = new URI(uri);
      int port = parsed.getPort() < 0 ? defaultPort : parsed.getPort();
      String host = parsed.getHost();
      return host == null || port < 0
          ? Optional.empty()
          : Optional.of(new Authority(bare(host), port));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** IPv6 addresses stand in brackets in a URI. */
  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
