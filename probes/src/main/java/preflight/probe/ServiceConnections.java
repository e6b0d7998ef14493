package preflight.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import preflight.observation.Attempt;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;

/**
 * The connections to one service, which its checks share: one dials while the others wait, and what
 * keeps it from being asked is told to all of them. Once it is connected a few ask at a time, one
 * after the other over the same connections.
 */
final class ServiceConnections implements AutoCloseable {

  /** Enough to hide that a round trip takes its time. */
  private static final int AT_A_TIME = 4;

  /** So many wait for one connection rather than dial: a handshake costs more than an answer. */
  private static final int QUEUE = 4;

  /**
   * Whoever waits dials a connection of its own, where for at least this long no turn has ended.
   */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  /** And after this long in any case. */
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(4);

  /** What a check is to do for its next attempt. */
  sealed interface Turn {
    /** Dial. */
    record Dial() implements Turn {}

    /** Ask over a connection that is there. */
    record Reuse(ServiceConnection connection) implements Turn {}

    /** Nothing: the service could not be asked, as another check has just seen. */
    record Told(Tried instead) implements Turn {}
  }

  /**
   * @param cap how long the attempt might have taken
   */
  record Tried(Attempt attempt, Duration cap) {

    /** What another check of the service has seen, as {@code check} would have seen it. */
    Tried as(CheckPlan check) {
      List<Observation> seen = attempt.observations().stream().map(one -> as(check, one)).toList();
      Attempt same = new Attempt(attempt.startedAfter(), seen, attempt.inSmallSegments());
      return new Tried(attempt.unmasking().map(same::with).orElse(same), cap);
    }

    private static Observation as(CheckPlan check, Observation seen) {
      return seen instanceof HttpExchange(var url, var answer, var outcome)
          ? new HttpExchange(Urls.withoutQuery(check.url()), answer, outcome)
          : seen;
    }
  }

  private enum Standing {
    UNKNOWN,
    CONNECTING,
    CONNECTED
  }

  private final boolean shared;
  private final Deque<ServiceConnection> idle = new ArrayDeque<>();
  private Standing standing = Standing.UNKNOWN;
  private Optional<Tried> failed = Optional.empty();
  private long failures;
  private int waiting;
  private int busy;
  private long began;
  private long patience;
  private long lastEnd;
  private boolean over;

  /**
   * @param shared whether there is another check that could use a connection
   */
  ServiceConnections(boolean shared) {
    this.shared = shared;
  }

  static ServiceConnections alone() {
    return new ServiceConnections(false);
  }

  /**
   * Waits until it is known how to ask; {@link #ended} must follow a turn that asks.
   *
   * @param anew whether a connection that is there will not do
   */
  synchronized Turn next(boolean anew) throws InterruptedException {
    waiting++;
    try {
      return turn(anew);
    } finally {
      waiting--;
    }
  }

  private synchronized Turn turn(boolean anew) throws InterruptedException {
    long before = failures;
    while (standing == Standing.CONNECTING && failures == before) {
      wait();
    }
    if (failures != before) {
      return new Turn.Told(failed.orElseThrow());
    }
    if (standing == Standing.UNKNOWN) {
      standing = Standing.CONNECTING;
      began = System.nanoTime();
    } else if (!anew) {
      awaitConnection();
    }
    busy++;
    return anew || idle.isEmpty() ? new Turn.Dial() : new Turn.Reuse(idle.pop());
  }

  private synchronized void awaitConnection() throws InterruptedException {
    long start = System.nanoTime();
    long left = patience;
    while (idle.isEmpty() && busy >= Math.min(AT_A_TIME, 1 + waiting / QUEUE) && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      long now = System.nanoTime();
      left = Math.min(lastEnd + patience, start + MOST_PATIENCE.toNanos()) - now;
    }
  }

  /** The service can be asked: nobody has to wait for that any more. */
  synchronized void connected() {
    if (standing == Standing.CONNECTING) {
      // Where dialling takes long, for the machine is busy, so does waiting for others' answers.
      patience =
          Math.clamp(
              2 * (System.nanoTime() - began), LEAST_PATIENCE.toNanos(), MOST_PATIENCE.toNanos());
      standing = Standing.CONNECTED;
      lastEnd = System.nanoTime();
      notifyAll();
    }
  }

  /** Keeps a connection for the others, or closes it. */
  void leave(ServiceConnection connection, AttemptScope scope) {
    if (!shared
        || !connection.usable()
        || !scope.release(connection.dialled())
        || !kept(connection)) {
      connection.close();
    }
  }

  private synchronized boolean kept(ServiceConnection connection) {
    if (!over) {
      idle.push(connection);
    }
    return !over;
  }

  /**
   * The turn is over.
   *
   * @param tried what came of it, if anything
   */
  synchronized void ended(Optional<Tried> tried) {
    busy--;
    lastEnd = System.nanoTime();
    if (standing == Standing.CONNECTING) {
      standing = Standing.UNKNOWN;
      if (tried.isPresent()) {
        failed = tried;
        failures++;
      }
      notifyAll();
    } else {
      notify();
    }
  }

  @Override
  public void close() {
    List<ServiceConnection> left;
    synchronized (this) {
      over = true;
      left = new ArrayList<>(idle);
      idle.clear();
    }
    left.forEach(ServiceConnection::close);
  }
}
