package preflight.lab.routes;

import java.util.Optional;
import java.util.regex.Pattern;
import preflight.route.Route;

/**
 * How a request reached a listener.
 *
 * @param port the listener's
 * @param manner how the request was written
 */
record Arrival(int port, Manner manner) {

  /** How a request is written to an origin or a proxy. */
  enum Manner {
    DIRECT,
    FORWARD,
    TUNNEL
  }

  private static final Pattern WHOLE_URL = Pattern.compile("(?s)[A-Z]+ http://.*");
  private static final Pattern PATH = Pattern.compile("(?s)[A-Z]+ /.*");
  private static final char TLS_HANDSHAKE = 0x16;

  /**
   * What arrived at {@code port}; empty for what speaks to a proxy in another way than plain HTTP,
   * and so is none that Preflight could follow.
   */
  static Optional<Arrival> of(int port, String head) {
    if (head.startsWith("CONNECT proxy")) {
      // urllib takes an https proxy for a URL of its own, and proxies that: not what it was asked.
      return Optional.empty();
    }
    if (head.startsWith("CONNECT ")) {
      return Optional.of(new Arrival(port, Manner.TUNNEL));
    }
    if (WHOLE_URL.matcher(head).matches()) {
      return Optional.of(new Arrival(port, Manner.FORWARD));
    }
    boolean tls = head.charAt(0) == TLS_HANDSHAKE && Ports.TLS.contains(port);
    return tls || PATH.matcher(head).matches()
        ? Optional.of(new Arrival(port, Manner.DIRECT))
        : Optional.empty();
  }

  /** Where a request on {@code route} for a URL with this port arrives. */
  static Optional<Arrival> along(Route route, int urlPort) {
    return switch (route) {
      case Route.Direct() -> Optional.of(new Arrival(urlPort, Manner.DIRECT));
      case Route.Forward(var proxy) -> Optional.of(new Arrival(proxy.port(), Manner.FORWARD));
      case Route.Tunnel(var proxy) -> Optional.of(new Arrival(proxy.port(), Manner.TUNNEL));
      case Route.Unsupported(var setting, var reason) -> Optional.empty();
    };
  }

  /** The arrival in one word, or {@code nowhere}. */
  static String word(Optional<Arrival> arrival) {
    return arrival.map(found -> found.manner() + ":" + found.port()).orElse("nowhere");
  }
}
