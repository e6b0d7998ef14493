package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import preflight.plan.UriPort;
import preflight.probe.TlsClient.Secured;
import preflight.probe.TlsConnection.Kind;
import preflight.route.Route;

/**
 * Shakes hands in the cheapest way, and where that fails, once more on a new connection as the JDK
 * would: a server may not take the first, and only the second is evidence.
 */
final class Handshaking {

  private Handshaking() {}

  /** Over a connection to the service, or through a tunnel to it that is open already. */
  static Secured over(Socket dialled, CheckPlan check, TlsClient tls, AttemptScope scope) {
    Secured cheap = handshake(dialled, check, Kind.CHEAP, tls, scope);
    if (cheap.conclusive()) {
      return cheap;
    }
    return again(cheap, check, scope)
        .map(connection -> handshake(connection, check, Kind.USUAL, tls, scope))
        .orElse(cheap);
  }

  private static Secured handshake(
      Socket connection, CheckPlan check, Kind kind, TlsClient tls, AttemptScope scope) {
    String host = UriPort.host(check.url());
    return tls.handshake(connection, host, check.clients(), check.counted(), kind, scope);
  }

  private static Optional<Socket> again(Secured cheap, CheckPlan check, AttemptScope scope) {
    try {
      Segments segments = Segments.of(cheap.dialled());
      if (cheap.socket().isEmpty()) {
        // A server, or a limit on the way, may allow one at a time.
        AttemptScope.closeQuietly(cheap.dialled());
      }
      Socket connection = scope.dial(cheap.dialled().getRemoteSocketAddress(), segments);
      boolean open =
          !(check.route() instanceof Route.Tunnel(var proxy))
              || Tunnel.open(connection, proxy, check.url(), scope).outcome().succeeded();
      return open ? Optional.of(connection) : Optional.empty();
    } catch (IOException notAgain) {
      return Optional.empty();
    }
  }
}
