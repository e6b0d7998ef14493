package preflight.world;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on one address and serves each on a daemon thread of its own. */
final class Listener implements AutoCloseable {

  /** What is done with a connection; the listener closes it afterwards. */
  interface Service {
    void serve(Socket socket) throws IOException;
  }

  /** Work on a connection: it may fail when the peer, or {@link #close}, ends the connection. */
  interface Work {
    void run() throws IOException;
  }

  private static final int BACKLOG = 128;

  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Binds at once, so that the address is known; connections wait until {@link #open}. */
  Listener(InetSocketAddress bindTo) {
    try {
      server = new ServerSocket();
      server.bind(bindTo, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + bindTo + ": " + e.getMessage(), e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  void open(Service service) {
    spawn(() -> {
      while (!closed) {
        Socket socket = track(server.accept());
        spawn(() -> serve(service, socket));
      }
    });
  }

  /** Runs work on a daemon thread that {@link #close} waits for. */
  void spawn(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The peer or close() ended the connection: nothing is left to do on this thread.
              }
            },
            "preflight-world-" + address().getPort());
    thread.setDaemon(true);
    threads.removeIf(Listener::isOver);
    threads.add(thread);
    thread.start();
  }

  /** Sees to it that {@link #close} closes this too. */
  <T extends Closeable> T track(T resource) throws IOException {
    open.add(resource);
    if (closed) {
      resource.close();
    }
    return resource;
  }

  private void serve(Service service, Socket socket) throws IOException {
    try (socket) {
      service.serve(socket);
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(server);
    List.copyOf(open).forEach(Listener::closeQuietly);
    try {
      while (!threads.isEmpty()) {
        for (Thread thread : List.copyOf(threads)) {
          thread.interrupt();
          thread.join();
        }
        threads.removeIf(Listener::isOver);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread that is about to start is not over, although it is not alive either. */
  private static boolean isOver(Thread thread) {
    return thread.getState() == Thread.State.TERMINATED;
  }

  private static void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      // Closing is all that is wanted; a socket that fails to close politely is closed as well.
    }
  }
}
