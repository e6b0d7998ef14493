package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import preflight.interception.Channel;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.route.Route;

/**
 * The stages of an attempt above a dialled connection: the tunnel, TLS, and what is asked of the
 * service. Reads top to bottom.
 */
final class StagesAbove {

  /** What came of a dialled socket, and the connection over it, where anything could be asked. */
  record Heard(List<Observation> seen, Optional<ServiceConnection> connection) {}

  /**
   * What an answer comes over: TLS over the dialled connection, or that itself.
   *
   * @param wantsCertificate whether the server asked for one of the client's
   */
  private record Carrier(
      Socket dialled, Socket socket, Channel channel, boolean wantsCertificate) {}

  private final CheckPlan check;
  private final TlsClient tls;
  private final AttemptScope scope;
  private final ServiceConnections connections;

  /**
   * @param connections learn as soon as the service can be asked
   */
  StagesAbove(CheckPlan check, TlsClient tls, AttemptScope scope, ServiceConnections connections) {
    this.check = check;
    this.tls = tls;
    this.scope = scope;
    this.connections = connections;
  }

  Heard over(Socket dialled) {
    Trail trail = new Trail(check);
    Optional<ServiceConnection> connection = observe(dialled, trail);
    return new Heard(trail.seen(), connection);
  }

  private Optional<ServiceConnection> observe(Socket dialled, Trail trail) {
    if (check.route() instanceof Route.Tunnel(var proxy)
        && !trail.add(Tunnel.open(dialled, proxy, check.url(), scope))) {
      return Optional.empty();
    }
    Optional<Carrier> carrier =
        "https".equals(check.url().getScheme())
            ? secured(dialled, trail)
            : Optional.of(new Carrier(dialled, dialled, plain(check.route()), false));
    if (carrier.isPresent()) {
      connections.connected();
    }
    return carrier.flatMap(over -> ask(over, trail));
  }

  private Optional<Carrier> secured(Socket dialled, Trail trail) {
    TlsClient.Secured secured = Handshaking.over(dialled, check, tls, scope);
    TlsHandshake handshake =
        check.route() instanceof Route.Direct
            ? tls.withTrials(secured.handshake(), secured.dialled().getRemoteSocketAddress(), scope)
            : secured.handshake();
    if (!trail.add(handshake) || secured.socket().isEmpty()) {
      plainAnswer(secured.dialled(), handshake).ifPresent(page -> trail.add(unasked(page)));
      return Optional.empty();
    }
    return Optional.of(
        new Carrier(
            secured.dialled(),
            secured.socket().get(),
            Channel.inside(handshake.serverName(), handshake.peer()),
            secured.wantsCertificate()));
  }

  private static Channel plain(Route route) {
    return route instanceof Route.Forward ? Channel.FORWARDED : Channel.PLAIN;
  }

  private Optional<ServiceConnection> ask(Carrier over, Trail trail) {
    return switch (check.target().kind()) {
      case METADATA, GITHUB, JIRA, NEXUS, HTTP, GOOGLE, EGRESS -> {
        try {
          ServiceConnection connection =
              ServiceConnection.over(
                  over.dialled(),
                  over.socket(),
                  check.route(),
                  over.channel(),
                  another -> again(over.dialled(), another));
          for (Observation seen : connection.converse(check, scope)) {
            trail.add(over.wantsCertificate() ? forWantOfCertificate(seen) : seen);
          }
          yield Optional.of(connection);
        } catch (IOException gone) {
          Outcome failed = scope.failed(Stage.HTTP, gone, scope.now());
          trail.add(new HttpExchange(Urls.withoutQuery(check.url()), Optional.empty(), failed));
          yield Optional.empty();
        }
      }
      case SSH -> {
        trail.add(SshBanner.read(over.socket(), scope));
        yield Optional.empty();
      }
      case DNS, TCP -> Optional.empty();
    };
  }

  /** The same way once more; what it shows has been seen. */
  private Socket again(Socket before, AttemptScope another) throws IOException {
    Socket dialled =
        Tunnel.redial(before.getRemoteSocketAddress(), Segments.of(before), check, another);
    return "https".equals(check.url().getScheme())
        ? Handshaking.over(dialled, check, tls, another)
            .socket()
            .orElseThrow(() -> new SSLException("no second handshake goes through"))
        : dialled;
  }

  /** TLS 1.3 has shaken hands before the server hangs up; its alert may be lost with that. */
  private static Observation forWantOfCertificate(Observation seen) {
    return seen instanceof HttpExchange(var url, var answer, Outcome.Failed(var failure, var took))
            && answer.isEmpty()
            && seen.outcome().failedWith(Code.HTTP_RESET, Code.HTTP_CLOSED)
        ? new HttpExchange(
            url,
            answer,
            new Outcome.Failed(FailureClassifier.withoutClientCertificate(failure), took))
        : seen;
  }

  /** Of a plain answer JSSE takes five bytes: if it is HTTP, just these; the page is the rest. */
  private static Optional<HttpAnswer> plainAnswer(Socket dialled, TlsHandshake handshake) {
    return handshake.outcome().failedWith(Code.TLS_PLAINTEXT)
        ? HttpConnection.resume("HTTP/", dialled).answer()
        : Optional.empty();
  }

  /** Nothing was asked of it, and yet it answered. */
  private HttpExchange unasked(HttpAnswer page) {
    return new HttpExchange(
        Urls.withoutQuery(check.url()), Optional.of(page), new Outcome.NotAttempted(Stage.TLS));
  }
}
