package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import preflight.plan.UriPort;
import preflight.probe.TlsClient.Secured;
import preflight.probe.TlsConnection.Kind;

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
      return Optional.of(
          Tunnel.redial(cheap.dialled().getRemoteSocketAddress(), segments, check, scope));
    } catch (IOException notAgain) {
      return Optional.empty();
    }
  }
}
