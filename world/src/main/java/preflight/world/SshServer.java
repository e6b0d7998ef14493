package preflight.world;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SSH server as far as its introduction (RFC 4253, section 4.2), or one that keeps silent. */
public final class SshServer implements AutoCloseable {

  private final Listener listener;
  private final String introduction;

  private SshServer(InetSocketAddress bindTo, String introduction) {
    this.listener = new Listener(bindTo);
    this.introduction = introduction;
  }

  /** Starts on 127.0.0.1. */
  public static SshServer start() {
    return start(StandIn.anyPort());
  }

  /** Starts on the address given. */
  public static SshServer start(InetSocketAddress bindTo) {
    return open(new SshServer(bindTo, "SSH-2.0-StandIn_1.0\r\n"));
  }

  /** Takes connections and says nothing, as behind a filter that knows the protocol. */
  public static SshServer silent(InetSocketAddress bindTo) {
    return open(new SshServer(bindTo, ""));
  }

  private static SshServer open(SshServer server) {
    server.listener.open(server::serve);
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  private void serve(Socket socket) throws IOException {
    socket.getOutputStream().write(introduction.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // What the client says goes unheard.
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
