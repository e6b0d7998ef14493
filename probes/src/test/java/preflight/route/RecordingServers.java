package preflight.route;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Listeners on loopback that note who was asked, and how, and then refuse. Each proxy variable gets
 * a listener of its own, so that the port tells which variable decided.
 */
final class RecordingServers implements AutoCloseable {

  /** How a request reached a listener. */
  enum Manner {
    DIRECT,
    FORWARD,
    TUNNEL
  }

  /** One request that arrived. */
  record Arrival(int port, Manner manner) {}

  private final List<ServerSocket> listeners = new ArrayList<>();
  private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  RecordingServers(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      listeners.add(listener);
      Thread.ofPlatform().daemon().start(() -> serve(listener));
    }
  }

  int port(int listener) {
    return listeners.get(listener).getLocalPort();
  }

  /** What arrived first since the last call. */
  Optional<Arrival> first() {
    Optional<Arrival> first = Optional.ofNullable(arrivals.poll());
    arrivals.clear();
    return first;
  }

  private void serve(ServerSocket listener) {
    while (!listener.isClosed()) {
      try (Socket peer = listener.accept()) {
        peer.setSoTimeout(3_000);
        byte[] head = new byte[4096];
        int read = peer.getInputStream().read(head);
        if (read > 0) {
          String line = new String(head, 0, read, StandardCharsets.ISO_8859_1);
          arrivals.add(new Arrival(listener.getLocalPort(), manner(line)));
          peer.getOutputStream()
              .write(
                  "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException closedOrGone) {
        // The next one may do better; a closed listener ends the loop.
      }
    }
  }

  private static Manner manner(String head) {
    if (head.startsWith("CONNECT ")) {
      return Manner.TUNNEL;
    }
    return head.startsWith("GET http://") ? Manner.FORWARD : Manner.DIRECT;
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
  }
}
