package preflight.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import preflight.interception.Channel;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.plan.Target;
import preflight.plan.UriPort;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Makes one attempt: one stage after the other, until one fails. Reads top to bottom. */
final class AttemptProbe {

  private final NameResolver resolver;
  private final TlsClient tls;
  private final Executor threads;

  AttemptProbe(NameResolver resolver, TlsClient tls, Executor threads) {
    this.resolver = resolver;
    this.tls = tls;
    this.threads = threads;
  }

  /**
   * @param before the attempt before this one, where there was one
   */
  Attempt attempt(
      CheckPlan check, Optional<Attempt> before, Duration startedAfter, AttemptScope scope)
      throws InterruptedException {
    Trail trail = new Trail(check);
    Optional<Outcome> inSmallSegments = Optional.empty();
    Optional<Failure> unsupported = unsupported(check.route());
    if (unsupported.isPresent()) {
      trail.add(
          new HttpExchange(
              Urls.withoutQuery(check.url()),
              Optional.empty(),
              scope.failed(unsupported.get(), scope.now())));
    } else {
      inSmallSegments = observe(check, before, trail, scope);
    }
    return new Attempt(startedAfter, trail.complete(), inSmallSegments);
  }

  private Optional<Outcome> observe(
      CheckPlan check, Optional<Attempt> before, Trail trail, AttemptScope scope)
      throws InterruptedException {
    String host = Trail.dialledHost(check);
    List<InetAddress> addresses;
    if (Trail.stages(check).contains(Stage.DNS)) {
      NameLookup lookup = resolver.lookup(host, scope);
      if (!trail.add(lookup) || check.target().kind() == Target.Kind.DNS) {
        return Optional.empty();
      }
      addresses = lookup.addresses();
    } else {
      addresses = List.of(literal(host));
    }
    int port = check.route().proxy().map(ProxyAddress::port).orElse(UriPort.port(check.url()));
    Dialling dialling = Dialling.start(addresses, port, scope, threads);
    Optional<Socket> socket = dialling.socket();
    Optional<NarrowTrial> narrow =
        socket
            .filter(connected -> before.filter(Attempt::silentOnceConnected).isPresent())
            .map(connected ->
                NarrowTrial.beside(
                    connected, scope, threads, narrowly -> observed(narrowly, check, scope)));
    List<Observation> above =
        socket.map(connected -> observed(connected, check, scope)).orElse(List.of());
    if (trail.add(dialling.observation())) {
      above.forEach(trail::add);
    }
    return narrow.flatMap(trial -> trial.whereSilent(above));
  }

  private List<Observation> observed(Socket dialled, CheckPlan check, AttemptScope scope) {
    Trail trail = new Trail(check);
    observeOver(dialled, check, trail, scope);
    return trail.seen();
  }

  private void observeOver(Socket dialled, CheckPlan check, Trail trail, AttemptScope scope) {
    if (check.route() instanceof Route.Tunnel(var proxy)
        && !trail.add(Tunnel.open(dialled, proxy, check.url(), scope))) {
      return;
    }
    Socket connection = dialled;
    Channel channel = check.route() instanceof Route.Forward ? Channel.FORWARDED : Channel.PLAIN;
    if ("https".equals(check.url().getScheme())) {
      var secured = Handshaking.over(dialled, check, tls, scope);
      TlsHandshake handshake =
          check.route() instanceof Route.Direct
              ? tls.withTrials(secured.handshake(), dialled.getRemoteSocketAddress(), scope)
              : secured.handshake();
      if (!trail.add(handshake) || secured.socket().isEmpty()) {
        plainAnswer(dialled, handshake).ifPresent(page -> trail.add(unasked(check, page)));
        return;
      }
      connection = secured.socket().get();
      channel = Channel.inside(handshake.peer());
    }
    switch (check.target().kind()) {
      case METADATA, GITHUB, JIRA, NEXUS, HTTP, GOOGLE, EGRESS ->
          converse(connection, check, scope, channel).forEach(trail::add);
      case SSH -> trail.add(SshBanner.read(connection, scope));
      case DNS, TCP -> {}
    }
  }

  /** Of a plain answer JSSE takes five bytes: if it is HTTP, just these; the page is the rest. */
  private static Optional<HttpAnswer> plainAnswer(Socket dialled, TlsHandshake handshake) {
    return handshake.outcome().failedWith(Code.TLS_PLAINTEXT)
        ? HttpConnection.resume("HTTP/", dialled).answer()
        : Optional.empty();
  }

  /** Nothing was asked of it, and yet it answered. */
  private static HttpExchange unasked(CheckPlan check, HttpAnswer page) {
    return new HttpExchange(
        Urls.withoutQuery(check.url()), Optional.of(page), new Outcome.NotAttempted(Stage.TLS));
  }

  private static List<Observation> converse(
      Socket socket, CheckPlan check, AttemptScope scope, Channel channel) {
    long start = scope.now();
    try (HttpConnection connection =
        check.route() instanceof Route.Forward(var proxy)
            ? HttpConnection.over(socket, proxy)
            : HttpConnection.over(socket)) {
      Conversation conversation = new Conversation(check, connection, scope, channel);
      return check.target().kind() == Target.Kind.METADATA
          ? MetadataQuestions.ask(conversation)
          : ServiceQuestions.ask(conversation);
    } catch (IOException gone) {
      Outcome failed = scope.failed(Stage.HTTP, gone, start);
      return List.of(new HttpExchange(Urls.withoutQuery(check.url()), Optional.empty(), failed));
    }
  }

  private static Optional<Failure> unsupported(Route route) {
    return switch (route) {
      case Route.Unsupported(var setting, var reason) ->
          Optional.of(new Failure(Code.ROUTE_UNSUPPORTED, Redaction.line(setting + ": " + reason)));
      case Route.Direct() -> Optional.empty();
      case Route.Forward(var proxy) -> unsupported(proxy);
      case Route.Tunnel(var proxy) -> unsupported(proxy);
    };
  }

  private static Optional<Failure> unsupported(ProxyAddress proxy) {
    return proxy.scheme() == ProxyAddress.Scheme.HTTP
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Code.ROUTE_UNSUPPORTED,
                Redaction.line(proxy + ": only http:// proxies can be followed here")));
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException notALiteral) {
      throw new IllegalArgumentException("no address: " + host, notALiteral);
    }
  }
}
