package preflight.agent.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.conscrypt.OpenSSLContextImpl;

/**
 * TLS by BoringSSL (by way of Conscrypt), which a JVM that has just started speaks for half of what
 * its own costs. It knows TLS 1.2 and 1.3.
 */
public final class BoringTls {

  /** Of the server; they only serve to find sessions again. */
  private static final String NO_NAME = "peer";

  private static final int ANY_PORT = 443;

  /** Without those of post-quantum key exchange: they need a second segment for the ClientHello. */
  private static final String[] GROUPS = {"X25519", "P-256", "P-384"};

  private BoringTls() {}

  /**
   * Shakes hands over a connection.
   *
   * @param serverName the name that is asked for (SNI), if any
   * @param trust gets the server's chain, as the JDK's own certificates
   * @return empty where BoringSSL's library does not load, or would not ask for that name
   * @throws IOException where the handshake fails
   */
  public static Optional<SSLSocket> shakeHands(
      Socket connection, Optional<String> serverName, KeyManager keys, X509TrustManager trust)
      throws IOException {
    if (serverName.filter(BoringTls::isLeftOut).isPresent()) {
      return Optional.empty();
    }
    try {
      BoringSsl.load();
    } catch (LinkageError noLibrary) {
      return Optional.empty();
    }
    try {
      SSLSocket socket =
          (SSLSocket)
              context(keys, trust)
                  .getSocketFactory()
                  .createSocket(connection, serverName.orElse(NO_NAME), ANY_PORT, false);
      // Not the socket's own, which would hold the name as an SNIHostName: that knows no
      // underscore.
      SSLParameters parameters = new SSLParameters();
      parameters.setNamedGroups(GROUPS);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return Optional.of(socket);
    } catch (RuntimeException | LinkageError bug) {
      // Not ours, and no harm: the JDK is asked next.
      throw new SSLException("BoringSSL does not shake hands", bug);
    }
  }

  /** Conscrypt sends no name without a dot; everybody else does. */
  private static boolean isLeftOut(String serverName) {
    return serverName.indexOf('.') < 0;
  }

  /** A context of its own for each handshake, so that no session is resumed. */
  private static SSLContext context(KeyManager keys, X509TrustManager trust) {
    try {
      SSLContext context = new Context();
      context.init(new KeyManager[] {keys}, new TrustManager[] {new JdksCertificates(trust)}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("BoringSSL speaks TLS", impossible);
    }
  }

  /**
   * Without its provider, which lists hundreds of algorithms. Its class alone names Conscrypt's,
   * for what names a class that is missing cannot be used at all.
   */
  private static final class Context extends SSLContext {
    Context() {
      super(new OpenSSLContextImpl.TLSv13(), new Nobody(), "TLS");
    }
  }

  private static final class Nobody extends Provider {
    private static final long serialVersionUID = 1;

    Nobody() {
      super("PreflightTls", "1", "TLS by Conscrypt");
    }
  }

  /** What reads a chain shall not depend on who shook hands. */
  private record JdksCertificates(X509TrustManager trust) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      CertificateFactory jdks = CertificateFactory.getInstance("X.509");
      X509Certificate[] same = new X509Certificate[chain.length];
      for (int i = 0; i < chain.length; i++) {
        same[i] =
            (X509Certificate)
                jdks.generateCertificate(new ByteArrayInputStream(chain[i].getEncoded()));
      }
      trust.checkServerTrusted(same, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("no client is asked for anything");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
