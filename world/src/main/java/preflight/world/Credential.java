package preflight.world;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HeldCertificate;

/** A certificate with its private key: what a server shows in a TLS handshake. */
public final class Credential {

  private static final char[] NO_PASSWORD = {};

  /** A server asks for no certificate; null would have the JDK parse its public roots each time. */
  private static final TrustManager[] TRUSTS_NOBODY = {};

  private final HeldCertificate held;
  private final SSLContext server;

  Credential(HeldCertificate held) {
    this.held = held;
    this.server = contextOf(held);
  }

  /** The certificate that peers get to see. */
  public X509Certificate certificate() {
    return held.certificate();
  }

  /** The certificate and its private key, as PEM: for a server that is no stand-in of ours. */
  public String pem() {
    return held.certificatePem() + held.privateKeyPkcs8Pem();
  }

  /** Speaks TLS as the server on a connection that has been accepted. */
  SSLSocket secure(Socket socket) throws IOException {
    return (SSLSocket) server.getSocketFactory().createSocket(socket, null, true);
  }

  private static SSLContext contextOf(HeldCertificate held) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      Certificate[] chain = {held.certificate()};
      store.setKeyEntry("server", held.keyPair().getPrivate(), NO_PASSWORD, chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), TRUSTS_NOBODY, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot serve TLS: " + e.getMessage(), e);
    }
  }
}
