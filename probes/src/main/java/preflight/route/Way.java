package preflight.route;

import java.util.Optional;

/**
 * A route and why it was taken; a {@link Decision} before family and URL are added.
 *
 * @param decidedBy the setting that named the proxy, also where it was then bypassed
 * @param matched the entry of the bypass list that let the request pass
 */
record Way(Route route, Optional<Setting> decidedBy, Optional<String> matched) {

  /** No setting speaks of the request. */
  static final Way UNTOUCHED = new Way(new Route.Direct(), Optional.empty(), Optional.empty());

  /** To the proxy that {@code setting} names. */
  static Way through(ProxyAddress proxy, Setting setting, Endpoint to, PlainHttp plainHttp) {
    Route route =
        to.https() || plainHttp == PlainHttp.TUNNELLED
            ? new Route.Tunnel(proxy)
            : new Route.Forward(proxy);
    return new Way(route, Optional.of(setting), Optional.empty());
  }

  /** Past the proxy that {@code setting} names. */
  static Way past(Setting setting, String entry) {
    return new Way(new Route.Direct(), Optional.of(setting), Optional.of(ProxyValue.masked(entry)));
  }

  /** Where {@code setting} leads cannot be followed. */
  static Way unsupported(Setting setting, String reason) {
    return new Way(
        new Route.Unsupported(setting.toString(), reason), Optional.of(setting), Optional.empty());
  }

  /** How a client asks a proxy for an http URL. */
  enum PlainHttp {
    /** With the whole URL in the request line. */
    FORWARDED,
    /** Through a tunnel, as for https. */
    TUNNELLED
  }
}
