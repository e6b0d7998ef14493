package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import preflight.observation.Failure.Code;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Outcome.Failed;
import preflight.observation.Stage;

/**
 * The same conversation over a second connection that takes small segments alone: what only large
 * packets keep from coming, comes here.
 */
final class NarrowTrial {

  private final AttemptScope scope;
  private final long start;
  private final CompletableFuture<List<Observation>> seen;

  private NarrowTrial(AttemptScope scope, long start, CompletableFuture<List<Observation>> seen) {
    this.scope = scope;
    this.start = start;
    this.seen = seen;
  }

  /** Dials the peer of {@code connected} once more, and holds {@code conversation} with it. */
  static NarrowTrial beside(
      Socket connected,
      AttemptScope scope,
      Executor threads,
      Function<Socket, List<Observation>> conversation) {
    SocketAddress peer = connected.getRemoteSocketAddress();
    return new NarrowTrial(
        scope,
        scope.now(),
        CompletableFuture.supplyAsync(
            () -> dial(peer, scope).map(conversation).orElse(List.of()), threads));
  }

  /** What came of it, where the wide connection got no answer. */
  Optional<Outcome> whereSilent(List<Observation> wide) {
    return wide.stream()
        .filter(seen -> seen.outcome().failedWith(Code.TLS_TIMEOUT, Code.HTTP_TIMEOUT))
        .findFirst()
        .map(silent -> outcome(silent.stage()));
  }

  private Outcome outcome(Stage silentStage) {
    List<Observation> narrow = seen.join();
    if (narrow.stream().anyMatch(seen -> seen.stage() == silentStage && answered(seen))) {
      return scope.succeeded(start);
    }
    return narrow.stream()
        .map(Observation::outcome)
        .filter(Failed.class::isInstance)
        .findFirst()
        .orElseGet(() -> scope.failed(FailureClassifier.timeout(Stage.TCP), start));
  }

  /** Whether the peer said anything at this stage, were it a refusal. */
  private static boolean answered(Observation seen) {
    return switch (seen) {
      case TlsHandshake handshake ->
          handshake.outcome().succeeded() || handshake.peer().isPresent();
      case HttpExchange exchange -> exchange.answer().isPresent();
      case Observation.NameLookup lookup -> false;
      case Observation.TcpConnect connect -> false;
      case Observation.TunnelRequest tunnel -> false;
      case Observation.IdentityCheck identity -> false;
    };
  }

  private static Optional<Socket> dial(SocketAddress peer, AttemptScope scope) {
    try {
      return Optional.of(scope.dial(peer, Segments.SMALL));
    } catch (IOException notTaken) {
      return Optional.empty();
    }
  }
}
