package preflight.probe;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Outcome;
import preflight.observation.Stage;

/** Dials every address of a host at once; the first that answers is used, all are reported. */
final class Dialling {

  /**
   * Two SYN retransmissions: an address that is silent for less is not called dead. Only a name
   * with such an address costs the wait; addresses that answer do so at once.
   */
  private static final Duration FAIR_TRIAL = Duration.ofMillis(3200);

  /** What the wait leaves of the attempt's time, whose end would make the silent ones fail. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  private record Dialled(Outcome outcome, Optional<Socket> socket) {}

  private final List<InetSocketAddress> remotes;
  private final List<CompletableFuture<Dialled>> dials;
  private final CompletableFuture<Optional<Socket>> first = new CompletableFuture<>();
  private final AtomicInteger pending;
  private final AttemptScope scope;
  private final long start;

  private Dialling(List<InetSocketAddress> remotes, AttemptScope scope, Executor threads) {
    this.remotes = remotes;
    this.scope = scope;
    this.start = scope.now();
    this.pending = new AtomicInteger(remotes.size());
    this.dials =
        remotes.stream()
            .map(remote -> CompletableFuture.supplyAsync(() -> reported(remote), threads))
            .toList();
  }

  static Dialling start(
      List<InetAddress> addresses, int port, AttemptScope scope, Executor threads) {
    return new Dialling(
        addresses.stream().map(address -> new InetSocketAddress(address, port)).toList(),
        scope,
        threads);
  }

  /** The first connection, once there is one; empty when every address has failed. */
  Optional<Socket> socket() throws InterruptedException {
    try {
      return first.get();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** What the addresses said, each after a fair trial. */
  TcpConnect observation() throws InterruptedException {
    Optional<Socket> connected = socket();
    Duration took = scope.since(start);
    awaitOthers(connected.isPresent());
    List<Dial> seen =
        IntStream.range(0, dials.size())
            .mapToObj(index -> seen(remotes.get(index), dials.get(index)))
            .flatMap(Optional::stream)
            .filter(dial -> connected.isEmpty() || !noSuchFamily(dial))
            .toList();
    return new TcpConnect(seen, outcome(seen, took));
  }

  private static Outcome outcome(List<Dial> seen, Duration all) {
    Optional<Outcome> reached =
        seen.stream().map(Dial::outcome).filter(Outcome::succeeded).findFirst();
    return reached.orElseGet(() ->
        seen.stream()
            .map(Dial::outcome)
            .filter(Outcome.Failed.class::isInstance)
            .map(Outcome.Failed.class::cast)
            .findFirst()
            .map(failed -> new Outcome.Failed(failed.failure(), all))
            .orElseGet(() -> new Outcome.Failed(FailureClassifier.timeout(Stage.TCP), all)));
  }

  /** A container without IPv6 has names with IPv6 addresses all the same; no client minds. */
  private static boolean noSuchFamily(Dial dial) {
    return dial.remote().getAddress() instanceof Inet6Address
        && dial.outcome().failedWith(Code.TCP_UNREACHABLE);
  }

  private Optional<Dial> seen(InetSocketAddress remote, CompletableFuture<Dialled> dial) {
    if (dial.isDone()) {
      return Optional.of(new Dial(remote, dial.join().outcome()));
    }
    Duration silentFor = scope.since(start);
    return silentFor.compareTo(FAIR_TRIAL) < 0
        ? Optional.empty()
        : Optional.of(
            new Dial(remote, new Outcome.Failed(FailureClassifier.timeout(Stage.TCP), silentFor)));
  }

  private void awaitOthers(boolean connected) throws InterruptedException {
    CompletableFuture<?> all = CompletableFuture.allOf(dials.toArray(CompletableFuture[]::new));
    Duration trial = FAIR_TRIAL.minus(scope.since(start));
    Duration left = scope.remaining().minus(MARGIN);
    try {
      if (connected) {
        all.get((trial.compareTo(left) < 0 ? trial : left).toNanos(), TimeUnit.NANOSECONDS);
      } else {
        all.get(); // every one of them has failed, and is just about to say so
      }
    } catch (TimeoutException pending) {
      return; // they are judged by how long they have been silent
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private Dialled reported(InetSocketAddress remote) {
    try {
      Dialled dialled = dial(remote);
      dialled.socket().ifPresent(socket -> first.complete(Optional.of(socket)));
      return dialled;
    } finally {
      if (pending.decrementAndGet() == 0) {
        first.complete(Optional.empty());
      }
    }
  }

  private Dialled dial(InetSocketAddress remote) {
    long began = scope.now();
    try {
      Socket socket = scope.dial(remote, Segments.USUAL);
      return new Dialled(scope.succeeded(began), Optional.of(socket));
    } catch (IOException thrown) {
      return new Dialled(scope.failed(Stage.TCP, thrown, began), Optional.empty());
    }
  }
}
