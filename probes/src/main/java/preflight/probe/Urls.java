package preflight.probe;

import java.net.URI;
import preflight.plan.UriPort;

/** The URLs that probes ask and report. */
final class Urls {

  private Urls() {}

  /** Scheme, host, port where it is not the default, and path: what may be reported. */
  static URI withoutQuery(URI url) {
    if (url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawUserInfo() == null
        && url.getPort() < 0) {
      return url;
    }
    return URI.create(origin(url) + (url.getRawPath() == null ? "" : url.getRawPath()));
  }

  /** {@code scheme://host[:port]}, the scheme's default port left out. */
  static String origin(URI url) {
    return url.getScheme() + "://" + authority(url);
  }

  /** The Host header's value (RFC 9110, section 7.2). */
  static String authority(URI url) {
    boolean usual =
        url.getPort() < 0
            || ("http".equals(url.getScheme()) && url.getPort() == 80)
            || ("https".equals(url.getScheme()) && url.getPort() == 443);
    return usual ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** The request target of CONNECT: host and port, both always there. */
  static String tunnelTarget(URI url) {
    return url.getHost() + ":" + UriPort.port(url);
  }

  /** {@code path} below the base URL's own, whose context is kept. */
  static URI below(URI base, String path) {
    String context = base.getRawPath() == null ? "" : base.getRawPath();
    while (context.endsWith("/")) {
      context = context.substring(0, context.length() - 1);
    }
    return URI.create(origin(base) + context + path);
  }
}
