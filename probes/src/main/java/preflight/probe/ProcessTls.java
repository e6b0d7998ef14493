package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;

/** The TLS of the process that probes run in. Called from any thread. */
public interface ProcessTls {

  /** Nothing but the JDK's, as it stands. */
  ProcessTls JDKS = new ProcessTls() {};

  /** Makes the JDK's ready; called before each handshake, and while names are looked up. */
  default void prepare() {}

  /**
   * Shakes hands by other means than the JDK's TLS, which is slow in a JVM that has just started.
   * Where that fails, the JDK is asked on a new connection, and its answer alone is evidence.
   *
   * @param serverName the name that is asked for (SNI), if any
   * @param keys asked where the server wants a certificate
   * @param trust gets the server's chain, as the JDK's own certificates
   * @return a socket over {@code connection}; empty where the process knows only the JDK's way
   * @throws IOException where the handshake fails
   */
  default Optional<SSLSocket> shakeHands(
      Socket connection, Optional<String> serverName, KeyManager keys, X509TrustManager trust)
      throws IOException {
    return Optional.empty();
  }
}
