package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import preflight.observation.Failure.Code;
import preflight.observation.Outcome;
import preflight.plan.UriPort;
import preflight.probe.TlsClient.Secured;
import preflight.probe.TlsConnection.KeyShares;
import preflight.route.Route;

/**
 * Shakes hands with the cheapest key exchange, and where that fails, once more on a new connection
 * as the JDK would: a server that takes no X25519 fails the first, and only the second is evidence.
 */
final class Handshaking {

  private Handshaking() {}

  /** Over a connection to the service, or through a tunnel to it that is open already. */
  static Secured over(Socket dialled, CheckPlan check, TlsClient tls, AttemptScope scope) {
    Secured cheap = handshake(dialled, check, KeyShares.X25519, tls, scope);
    return tellsNothing(cheap)
        ? again(dialled, check, scope)
            .map(connection -> handshake(connection, check, KeyShares.USUAL, tls, scope))
            .orElse(cheap)
        : cheap;
  }

  private static Secured handshake(
      Socket connection, CheckPlan check, KeyShares shares, TlsClient tls, AttemptScope scope) {
    String host = UriPort.host(check.url());
    return tls.handshake(connection, host, check.clients(), check.counted(), shares, scope);
  }

  /** No certificate came; a plain answer and silence have nothing to do with keys. */
  private static boolean tellsNothing(Secured secured) {
    Outcome outcome = secured.handshake().outcome();
    return secured.handshake().peer().isEmpty()
        && !outcome.failedWith(Code.TLS_PLAINTEXT)
        && !outcome.failedWith(Code.TLS_TIMEOUT);
  }

  private static Optional<Socket> again(Socket dialled, CheckPlan check, AttemptScope scope) {
    try {
      Socket connection = scope.dialAgain(dialled);
      boolean open =
          !(check.route() instanceof Route.Tunnel(var proxy))
              || Tunnel.open(connection, proxy, check.url(), scope).outcome().succeeded();
      return open ? Optional.of(connection) : Optional.empty();
    } catch (IOException notAgain) {
      return Optional.empty();
    }
  }
}
