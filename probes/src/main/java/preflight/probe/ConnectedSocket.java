package preflight.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A connection that is there already, in the shape that OkHttp dials with: name lookup, dialling,
 * CONNECT and TLS are stages of ours, and OkHttp speaks HTTP over what they left.
 */
final class ConnectedSocket extends Socket {

  private final Socket connection;
  private final InputStream in;
  private final OutputStream out;
  private boolean connected;

  ConnectedSocket(Socket connection) throws IOException {
    this(connection, connection.getInputStream(), connection.getOutputStream());
  }

  ConnectedSocket(Socket connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = in;
    this.out = out;
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) {
    connected = true;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    connection.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return connection.getSoTimeout();
  }

  @Override
  public InetAddress getInetAddress() {
    return connection.getInetAddress();
  }

  @Override
  public int getPort() {
    return connection.getPort();
  }

  @Override
  public boolean isClosed() {
    return connection.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return connection.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return connection.isOutputShutdown();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
