package preflight.lab.scenario;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches whether this machine gives a thread that wakes up its turn. Where it does not, what a
 * program in a world did late says nothing about the program.
 */
final class Starvation implements AutoCloseable {

  private static final Duration NAP = Duration.ofMillis(10);

  /** A fifth of the shortest limit that a scenario sets. */
  private static final Duration TOLERABLE = Duration.ofMillis(100);

  private final AtomicLong longest = new AtomicLong();
  private final Thread watcher;

  private Starvation() {
    watcher = Thread.ofPlatform().daemon().start(this::watch);
  }

  static Starvation watching() {
    return new Starvation();
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      LockSupport.parkNanos(NAP.toNanos());
      longest.accumulateAndGet(System.nanoTime() - start - NAP.toNanos(), Math::max);
    }
  }

  /** How long a thread that was ready has had to wait, at the worst. */
  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  boolean felt() {
    return longest().compareTo(TOLERABLE) > 0;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
