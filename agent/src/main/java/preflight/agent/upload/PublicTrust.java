package preflight.agent.upload;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import preflight.trust.PublicRoots;

/**
 * Whom a token may go to: TLS that leads to a public root. An authority that somebody has added to
 * the JVM's own store would show the token to whoever inspects TLS; one that a trust store named by
 * {@code javax.net.ssl.trustStore} holds is trusted, for somebody asked for just that.
 */
record PublicTrust(X509TrustManager manager) {

  static PublicTrust ofProcess() {
    try {
      X509TrustManager all = manager(null);
      return new PublicTrust(
          System.getProperty("javax.net.ssl.trustStore") == null ? manager(roots(all)) : all);
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("every JDK has default trust anchors", impossible);
    }
  }

  SSLSocketFactory sockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK speaks TLS", impossible);
    }
  }

  private static KeyStore roots(X509TrustManager all) throws GeneralSecurityException, IOException {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    int number = 0;
    for (X509Certificate issuer : all.getAcceptedIssuers()) {
      if (PublicRoots.shipped().contains(issuer)) {
        roots.setCertificateEntry("root-" + number++, issuer);
      }
    }
    return roots;
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
