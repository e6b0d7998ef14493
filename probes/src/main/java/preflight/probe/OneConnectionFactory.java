package preflight.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;

/** Hands out one connection, once: whoever asks again would retry, and one attempt is one fact. */
final class OneConnectionFactory extends SocketFactory {

  private final AtomicReference<Optional<Socket>> connection;

  OneConnectionFactory(Socket connection) {
    this.connection = new AtomicReference<>(Optional.of(connection));
  }

  @Override
  public Socket createSocket() throws IOException {
    return connection
        .getAndSet(Optional.empty())
        .orElseThrow(() -> new SocketException("the peer closed the connection after an answer"));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }
}
