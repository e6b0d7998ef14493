package preflight.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import preflight.observation.Failure;
import preflight.observation.NameserverAnswer;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Stage;

/** Asks the system resolver, as the workload's tools do: nsswitch.conf and /etc/hosts included. */
final class NameResolver {

  /** What the system resolver does; {@link InetAddress#getAllByName} in earnest. */
  @FunctionalInterface
  interface SystemResolver {
    /** Every address of the host, never none. */
    InetAddress[] lookup(String host) throws UnknownHostException;
  }

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private final SystemResolver system;
  private final Nameservers nameservers;
  private final Executor threads;

  /** Guarded by this; there once it is asked. */
  private Optional<CompletableFuture<InetAddress[]>> noName = Optional.empty();

  NameResolver(SystemResolver system, Nameservers nameservers, Executor threads) {
    this.system = system;
    this.nameservers = nameservers;
    this.threads = threads;
  }

  /** Whether {@code host} is an address, which nobody looks up. */
  static boolean isLiteral(String host) {
    // Most hosts end in a letter, which decides.
    return host.contains(":")
        || (!host.isEmpty()
            && Character.isDigit(host.charAt(host.length() - 1))
            && IPV4.matcher(host).matches());
  }

  /** A lookup that hangs in native code is left behind on its own thread. */
  NameLookup lookup(String host, AttemptScope scope) throws InterruptedException {
    long start = scope.now();
    CompletableFuture<InetAddress[]> pending =
        CompletableFuture.supplyAsync(() -> addresses(host), threads);
    try {
      InetAddress[] found = pending.get(patience(scope).toNanos(), TimeUnit.NANOSECONDS);
      return new NameLookup(host, List.of(found), List.of(), scope.succeeded(start));
    } catch (TimeoutException silent) {
      Failure failure = FailureClassifier.timeout(Stage.DNS);
      List<NameserverAnswer> said = nameservers.explain(host, scope.remaining());
      return new NameLookup(host, List.of(), said, scope.failed(failure, start));
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof UnknownHostException unknown)) {
        throw new IllegalStateException(failed);
      }
      List<NameserverAnswer> said = nameservers.explain(host, scope.remaining());
      Failure failure = FailureClassifier.lookup(unknown, said);
      return new NameLookup(host, List.of(), said, scope.failed(failure, start));
    }
  }

  /**
   * Where a name leads that cannot exist (RFC 6761, section 6.4), within the attempt's time; asked
   * once in a run. Absolute, so that no search domain's wildcard answers.
   */
  List<InetAddress> ofNoName(AttemptScope scope) throws InterruptedException {
    String name = "preflight-%08x.invalid.".formatted(ThreadLocalRandom.current().nextInt());
    CompletableFuture<InetAddress[]> asked;
    synchronized (this) {
      asked = noName.orElseGet(() -> CompletableFuture.supplyAsync(() -> addresses(name), threads));
      noName = Optional.of(asked);
    }
    try {
      return List.of(asked.get(scope.remaining().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException | ExecutionException unknown) {
      return List.of();
    }
  }

  /** Leaves the nameservers' own answers their time within the attempt. */
  private static Duration patience(AttemptScope scope) {
    Duration remaining = scope.remaining();
    Duration half = Duration.ofNanos(remaining.toNanos() / 2);
    Duration allButCap = remaining.minus(Nameservers.CAP);
    return allButCap.compareTo(half) > 0 ? allButCap : half;
  }

  private InetAddress[] addresses(String host) {
    try {
      return system.lookup(host);
    } catch (UnknownHostException unknown) {
      throw new CompletionException(unknown);
    }
  }
}
