package preflight.probe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import preflight.observation.Attempt;
import preflight.observation.Unmasking;
import preflight.plan.ExtraRequests;
import preflight.probe.ServiceConnections.Tried;
import preflight.probe.ServiceConnections.Turn;

/** Makes a run's attempts, each in its time: none outlives {@link #close}. */
final class Attempts implements AutoCloseable {

  private final AttemptProbe probe;
  private final Patience patience;
  private final LongSupplier nanoTime;
  private final long start;
  private final ScheduledExecutorService watchdog = DaemonThreads.watchdog();
  private final Set<AttemptScope> scopes = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * @param start of the run, in the clock's own time
   */
  Attempts(AttemptProbe probe, Patience patience, LongSupplier nanoTime, long start) {
    this.probe = probe;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.start = start;
  }

  /** A check's next attempt, on its own thread; empty where it would come too late. */
  Optional<Tried> next(CheckProgress check) throws InterruptedException {
    if (cap(check).isEmpty()) {
      return Optional.empty();
    }
    boolean silent = before(check).filter(Attempt::silentOnceConnected).isPresent();
    ServiceConnections connections = silent ? ServiceConnections.alone() : check.connections();
    // Another's connection does not tell whether the network that was silent takes one now.
    Turn turn = connections.next(check.dialledInVain());
    if (turn instanceof Turn.Told(var instead)) {
      return Optional.of(instead.as(check.plan()));
    }
    Optional<Tried> tried = Optional.empty();
    try {
      Optional<Duration> cap = cap(check);
      if (cap.isPresent()) {
        tried = Optional.of(new Tried(attempt(check, turn, cap.get(), connections), cap.get()));
      }
      return tried;
    } finally {
      check.dialledInVain(tried.filter(own -> own.attempt().endedInSilence()).isPresent());
      connections.ended(tried);
    }
  }

  private Attempt attempt(
      CheckProgress check, Turn turn, Duration cap, ServiceConnections connections)
      throws InterruptedException {
    try (var scope = new AttemptScope(nanoTime, watchdog, cap)) {
      scopes.add(scope);
      try {
        if (over) {
          throw new InterruptedException("the run is over");
        }
        return unmasked(check, attempt(check, turn, connections, scope), scope);
      } finally {
        scopes.remove(scope);
      }
    }
  }

  private Attempt attempt(
      CheckProgress check, Turn turn, ServiceConnections connections, AttemptScope scope)
      throws InterruptedException {
    Duration now = elapsed();
    Optional<Attempt> over =
        turn instanceof Turn.Reuse(var connection)
            ? probe.attemptOver(connection, check.plan(), now, scope, connections)
            : Optional.empty();
    return over.isPresent()
        ? over.get()
        : probe.attempt(check.plan(), before(check), now, scope, connections);
  }

  /** The same attempt, with what was asked besides where it is the last and decides nothing. */
  private Attempt unmasked(CheckProgress check, Attempt attempt, AttemptScope scope)
      throws InterruptedException {
    if (patience.plan().extraRequests() == ExtraRequests.NEVER || !isLast(check, attempt)) {
      return attempt;
    }
    Optional<CheckPlan> question = UnmaskingQuestion.after(check.plan(), attempt);
    if (question.isEmpty()) {
      return attempt;
    }
    URI asked = question.get().url();
    Optional<Unmasking> before =
        before(check).flatMap(Attempt::unmasking).filter(extra -> extra.asked().equals(asked));
    if (before.isPresent()) {
      return UnmaskingQuestion.judged(check.plan(), attempt, before.get());
    }
    Attempt extra =
        probe.attempt(
            question.get(), Optional.empty(), elapsed(), scope, ServiceConnections.alone());
    return UnmaskingQuestion.judged(
        check.plan(), attempt, new Unmasking(asked, UnmaskingQuestion.answer(extra)));
  }

  private boolean isLast(CheckProgress check, Attempt attempt) {
    List<Attempt> attempts = new ArrayList<>(check.attempts());
    attempts.add(attempt);
    return RetrySchedule.pause(attempts, elapsed(), ThreadLocalRandom.current()).isEmpty();
  }

  private static Optional<Attempt> before(CheckProgress check) {
    return check.seen().last();
  }

  private Optional<Duration> cap(CheckProgress check) {
    return patience.cap(check.plan(), check.attempts().isEmpty(), elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  @Override
  public void close() {
    over = true;
    watchdog.shutdownNow();
    List.copyOf(scopes).forEach(AttemptScope::close);
  }
}
