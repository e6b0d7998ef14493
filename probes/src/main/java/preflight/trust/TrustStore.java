package preflight.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;

/** The authorities that some client trusts; says offline whether they lead to a chain. */
public final class TrustStore {

  private final String name;
  private final Optional<X509TrustManager> judge;

  private TrustStore(String name, Optional<X509TrustManager> judge) {
    this.name = name;
    this.judge = judge;
  }

  static TrustStore of(String name, Collection<X509Certificate> anchors) {
    try {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      int alias = 0;
      for (X509Certificate anchor : anchors) {
        keys.setCertificateEntry("anchor-" + alias++, anchor);
      }
      return new TrustStore(name, Optional.of(judge(keys)));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("every JDK validates X.509 chains", impossible);
    }
  }

  /** What stands for a client that is told to verify nothing. */
  static TrustStore trustingAll(String name) {
    return new TrustStore(name, Optional.empty());
  }

  /** For people, for example {@code system bundle (/etc/ssl/certs/ca-certificates.crt)}. */
  public String name() {
    return name;
  }

  /** Why this store's reader would refuse the chain, leaf first, for this host; empty if not. */
  public Optional<Failure> refusal(List<X509Certificate> chain, String host) {
    return judge.flatMap(manager -> refusal(manager, chain, host));
  }

  List<X509Certificate> anchors() {
    return judge.map(manager -> List.of(manager.getAcceptedIssuers())).orElse(List.of());
  }

  private Optional<Failure> refusal(
      X509TrustManager manager, List<X509Certificate> chain, String host) {
    try {
      if (manager.getAcceptedIssuers().length == 0) {
        return Optional.of(new Failure(Code.TLS_UNTRUSTED, name + " holds no certificate"));
      }
      manager.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
    } catch (CertificateException refused) {
      return Optional.of(TrustFailureClassifier.classify(refused));
    }
    return CertificateNames.cover(chain.getFirst(), host)
        ? Optional.empty()
        : Optional.of(new Failure(Code.TLS_WRONG_NAME, "the certificate is not for " + host));
  }

  private static X509TrustManager judge(KeyStore keys) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(keys);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
