package preflight.probe;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.NameLookup;
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
   * Over a connection of its own.
   *
   * @param before the attempt before this one, where there was one
   * @param connections get this one in the end
   */
  Attempt attempt(
      CheckPlan check,
      Optional<Attempt> before,
      Duration startedAfter,
      AttemptScope scope,
      ServiceConnections connections)
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
      inSmallSegments = observe(check, before, trail, scope, connections);
    }
    return ended(startedAfter, check, trail, inSmallSegments, scope);
  }

  /** However it was made: what a name's address is suspected of does not depend on that. */
  private Attempt ended(
      Duration startedAfter,
      CheckPlan check,
      Trail trail,
      Optional<Outcome> inSmallSegments,
      AttemptScope scope)
      throws InterruptedException {
    return new Attempt(startedAfter, suspected(check, trail.complete(), scope), inSmallSegments);
  }

  /** What was seen; where what a name leads to fails, with where a name leads that is none. */
  private List<Observation> suspected(CheckPlan check, List<Observation> seen, AttemptScope scope)
      throws InterruptedException {
    boolean fails = seen.stream().anyMatch(one -> one.outcome() instanceof Outcome.Failed);
    if (!fails
        || !(check.route() instanceof Route.Direct)
        || !(seen.getFirst() instanceof NameLookup lookup)
        || !lookup.outcome().succeeded()) {
      return seen;
    }
    List<Observation> suspected = new ArrayList<>(seen);
    suspected.set(0, lookup.besides(resolver.ofNoName(scope)));
    return suspected;
  }

  /**
   * Over a connection that another attempt has left, which goes back to {@code connections}; empty
   * where the peer has closed it in the meantime.
   */
  Optional<Attempt> attemptOver(
      ServiceConnection connection,
      CheckPlan check,
      Duration startedAfter,
      AttemptScope scope,
      ServiceConnections connections)
      throws InterruptedException {
    try {
      scope.own(connection.dialled());
    } catch (SocketException over) {
      return Optional.empty();
    }
    List<Observation> above = connection.converse(check, scope);
    if (above.getFirst() instanceof HttpExchange(var url, var answer, var outcome)
        && answer.isEmpty()
        && !outcome.failedWith(Code.HTTP_TIMEOUT)) {
      connection.close();
      return Optional.empty();
    }
    Trail trail = new Trail(check);
    connection.below().forEach(trail::add);
    above.forEach(trail::add);
    connections.leave(connection, scope);
    return Optional.of(ended(startedAfter, check, trail, Optional.empty(), scope));
  }

  private Optional<Outcome> observe(
      CheckPlan check,
      Optional<Attempt> before,
      Trail trail,
      AttemptScope scope,
      ServiceConnections connections)
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
                    connected,
                    scope,
                    threads,
                    narrowly ->
                        above(check, scope, ServiceConnections.alone()).over(narrowly).seen()));
    StagesAbove.Heard heard =
        socket
            .map(above(check, scope, connections)::over)
            .orElseGet(() -> new StagesAbove.Heard(List.of(), Optional.empty()));
    if (trail.add(dialling.observation())) {
      heard.seen().forEach(trail::add);
    }
    heard
        .connection()
        .ifPresent(connection -> connections.leave(connection.after(trail.seen()), scope));
    return narrow.flatMap(trial -> trial.whereSilent(heard.seen()));
  }

  private StagesAbove above(CheckPlan check, AttemptScope scope, ServiceConnections connections) {
    return new StagesAbove(check, tls, scope, connections);
  }

  private static Optional<Failure> unsupported(Route route) {
    return route instanceof Route.Unsupported(var setting, var reason)
        ? Optional.of(new Failure(Code.ROUTE_UNSUPPORTED, Redaction.line(setting + ": " + reason)))
        : route.proxy().flatMap(AttemptProbe::unsupported);
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
