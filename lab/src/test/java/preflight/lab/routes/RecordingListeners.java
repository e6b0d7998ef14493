package preflight.lab.routes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Origins and proxies at once: they note how they were asked, and refuse. */
final class RecordingListeners implements AutoCloseable {

  private static final byte[] REFUSAL =
      "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<ServerSocket> listeners = new ArrayList<>();
  private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  /** Listens on each of {@code sockets}. */
  RecordingListeners(List<InetSocketAddress> sockets) throws IOException {
    for (InetSocketAddress socket : sockets) {
      var listener = new ServerSocket();
      listener.bind(socket);
      listeners.add(listener);
      Thread.ofVirtual().start(() -> listen(listener));
    }
  }

  /** What arrived first since the last call; a client's second attempts do not count. */
  Optional<Arrival> first() {
    Optional<Arrival> first = Optional.ofNullable(arrivals.poll());
    arrivals.clear();
    return first;
  }

  private void listen(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        Socket peer = listener.accept();
        Thread.ofVirtual().start(() -> record(listener.getLocalPort(), peer));
      } catch (IOException closedOrGone) {
        // The next one may do better; a closed listener ends the loop.
      }
    }
  }

  private void record(int port, Socket peer) {
    try (peer) {
      byte[] head = new byte[4096];
      int read = peer.getInputStream().read(head);
      if (read > 0) {
        Arrival.of(port, new String(head, 0, read, StandardCharsets.ISO_8859_1))
            .ifPresent(arrivals::add);
        peer.getOutputStream().write(REFUSAL);
      }
    } catch (IOException gone) {
      // It has been noted already, or it never asked.
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
  }
}
