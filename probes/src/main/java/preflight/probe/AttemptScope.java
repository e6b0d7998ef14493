package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import preflight.observation.Failure;
import preflight.observation.Outcome;
import preflight.observation.Stage;

/**
 * The time and the sockets of one attempt. When the time is over its sockets are closed, which ends
 * whatever waits for them: a peer that sends a byte now and then cannot prolong it.
 */
final class AttemptScope implements AutoCloseable {

  private final LongSupplier nanoTime;
  private final long ends;
  private final Future<?> alarm;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;
  private boolean expired;

  AttemptScope(LongSupplier nanoTime, ScheduledExecutorService watchdog, Duration cap) {
    this.nanoTime = nanoTime;
    this.ends = nanoTime.getAsLong() + cap.toNanos();
    this.alarm = watchdog.schedule(this::expire, cap.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * What is left of the attempt's time; at least a millisecond, for a socket reads 0 as for ever.
   */
  Duration remaining() {
    return Duration.ofNanos(Math.max(ends - nanoTime.getAsLong(), 1_000_000));
  }

  long now() {
    return nanoTime.getAsLong();
  }

  Duration since(long start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  Outcome succeeded(long start) {
    return new Outcome.Succeeded(since(start));
  }

  Outcome failed(Failure failure, long start) {
    return new Outcome.Failed(failure, since(start));
  }

  /** What an exception means here: the attempt's time may have ended the stage. */
  Outcome failed(Stage stage, IOException thrown, long start) {
    return failed(
        expired() ? FailureClassifier.timeout(stage) : FailureClassifier.of(stage, thrown), start);
  }

  /** Takes charge of a socket: it does not outlive the attempt. */
  Socket own(Socket socket) throws SocketException {
    synchronized (this) {
      if (!closed) {
        sockets.add(socket);
        return socket;
      }
    }
    closeQuietly(socket);
    throw new SocketException("the attempt is over");
  }

  /** Leaves a connection to others; whether it is still there to be left. */
  synchronized boolean release(Socket socket) {
    return !closed && sockets.remove(socket);
  }

  /** A connection that does not outlive the attempt. */
  Socket dial(SocketAddress remote, Segments segments) throws IOException {
    Socket socket = own(new Socket());
    segments.limit(socket);
    socket.connect(remote, Math.toIntExact(remaining().toMillis()));
    socket.setTcpNoDelay(true);
    return socket;
  }

  synchronized boolean expired() {
    return expired;
  }

  private void expire() {
    synchronized (this) {
      expired = !closed || expired;
    }
    close();
  }

  @Override
  public void close() {
    alarm.cancel(false);
    List<Socket> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(sockets);
      sockets.clear();
    }
    open.forEach(AttemptScope::closeQuietly);
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      return; // nothing is left to be done about it
    }
  }
}
