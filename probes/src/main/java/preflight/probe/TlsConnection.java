package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS over a connection that is there already, whatever certificate the server presents.
 *
 * @param serverName the name that is asked for (SNI), if any
 * @param chain what the server presents, as far as the handshake comes
 * @param ours what it is shown in return: nothing
 */
record TlsConnection(
    Socket connection, Optional<String> serverName, PeerChain chain, NoClientCertificate ours) {

  /** How a handshake is made. */
  enum Kind {
    /**
     * What is cheap in a JVM that has just started: the process's own TLS, or the JDK's with the
     * cheapest key exchange. Few servers do not take it.
     */
    CHEAP,
    /** As the JDK would. */
    USUAL
  }

  /**
   * The JDK derives no server name from a host without a dot; the socket is given its own. It is
   * also the key of the context's sessions: no context is used twice.
   */
  private static final String NO_HOST = "peer";

  /** What the JDK may speak beside its defaults, where its own settings do not forbid it. */
  private static final List<String> OLD_VERSIONS = List.of("TLSv1.1", "TLSv1");

  /** Asks for {@code host} by name; an address is no name (RFC 6066, section 3). */
  static TlsConnection to(String host, Socket connection) {
    return by(NameResolver.isLiteral(host) ? Optional.empty() : Optional.of(host), connection);
  }

  /** Asks for this name, or for none, wherever the connection leads. */
  static TlsConnection by(Optional<String> serverName, Socket connection) {
    return new TlsConnection(connection, serverName, new PeerChain(), new NoClientCertificate());
  }

  /**
   * Shakes hands with nobody: a JVM that has just started loads most of what TLS needs before the
   * first word is sent.
   */
  static void warmUp(ProcessTls process) {
    try {
      by(Optional.of("nobody.invalid"), new Nobody()).shakeHands(Kind.CHEAP, process);
    } catch (IOException nobodyAnswers) {
      // and nothing else can come of it
    }
  }

  SSLSocket shakeHands(Kind kind, ProcessTls process) throws IOException {
    if (kind == Kind.CHEAP) {
      Optional<SSLSocket> shaken =
          process.shakeHands(connection, serverName.map(ServerName::of), ours, chain);
      if (shaken.isPresent()) {
        chain.speaks(shaken.get().getSession().getProtocol());
        return shaken.get();
      }
    }
    return shakeHands(kind);
  }

  private SSLSocket shakeHands(Kind kind) throws IOException {
    SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(connection, NO_HOST, 443, false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(serverName.stream().<SNIServerName>map(ServerName::new).toList());
    parameters.setProtocols(
        Stream.concat(Arrays.stream(parameters.getProtocols()), OLD_VERSIONS.stream())
            .toArray(String[]::new));
    switch (kind) {
      case CHEAP -> parameters.setNamedGroups(new String[] {"x25519"});
      case USUAL -> {}
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** A context of its own for each handshake: a resumed session would show an older chain. */
  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {ours}, new TrustManager[] {chain}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK speaks TLS", impossible);
    }
  }
}
