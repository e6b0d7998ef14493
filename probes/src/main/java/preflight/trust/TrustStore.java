package preflight.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.plan.Container;
import preflight.route.ClientFamily;

/** The authorities that some client trusts; says offline whether they lead to a chain. */
public final class TrustStore {

  private final String name;

  /** Empty where everything is trusted. */
  private final Optional<Anchors> anchors;

  private final Map<List<X509Certificate>, Judgement> judged = new ConcurrentHashMap<>();

  /** Whether this store leads to a chain, and how. */
  private record Judgement(Optional<Failure> refusal, TrustPath path) {}

  private TrustStore(String name, Optional<Anchors> anchors) {
    this.name = name;
    this.anchors = anchors;
  }

  static TrustStore of(String name, Anchors anchors) {
    return new TrustStore(name, Optional.of(anchors));
  }

  /** What stands for a client that is told to verify nothing. */
  static TrustStore trustingAll(String name) {
    return new TrustStore(name, Optional.empty());
  }

  /** For people, for example {@code system bundle (/etc/ssl/certs/ca-certificates.crt)}. */
  public String name() {
    return name;
  }

  /** Why this reader of the store would refuse the chain, leaf first, for this host. */
  Optional<Failure> refusal(
      List<X509Certificate> chain, String host, ClientFamily reader, Container container) {
    return anchors.flatMap(trusted -> {
      Judgement judgement =
          judged.computeIfAbsent(List.copyOf(chain), presented -> judge(trusted, presented));
      return judgement
          .refusal()
          .or(() -> wrongName(chain, host))
          .or(() -> ClientDemands.unmet(reader, container, judgement.path(), host));
    });
  }

  Anchors anchors() {
    return anchors.orElse(Anchors.of(List.of()));
  }

  private static Optional<Failure> wrongName(List<X509Certificate> chain, String host) {
    return CertificateNames.cover(chain.getFirst(), host)
        ? Optional.empty()
        : Optional.of(new Failure(Code.TLS_WRONG_NAME, "the certificate is not for " + host));
  }

  private Judgement judge(Anchors trusted, List<X509Certificate> chain) {
    return new Judgement(refusal(trusted, chain), TrustPath.of(chain, trusted));
  }

  /** Most chains lead to an authority that they name: the others need not be read for them. */
  private Optional<Failure> refusal(Anchors trusted, List<X509Certificate> chain) {
    List<X509Certificate> issuers =
        trusted.named(chain.stream().map(X509Certificate::getIssuerX500Principal).toList());
    if (!issuers.isEmpty() && refusal(chain, issuers).isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> all = trusted.all();
    return all.isEmpty()
        ? Optional.of(new Failure(Code.TLS_STORE_EMPTY, name + " holds no certificate"))
        : refusal(chain, all);
  }

  private static Optional<Failure> refusal(
      List<X509Certificate> chain, List<X509Certificate> anchors) {
    try {
      judge(keys(anchors)).checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      return Optional.empty();
    } catch (CertificateException refused) {
      return TrustFailureClassifier.isAboutUse(refused)
          ? Optional.empty()
          : Optional.of(TrustFailureClassifier.classify(refused));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("every JDK validates X.509 chains", impossible);
    }
  }

  private static KeyStore keys(List<X509Certificate> anchors)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    int alias = 0;
    for (X509Certificate anchor : anchors) {
      keys.setCertificateEntry("anchor-" + alias++, anchor);
    }
    return keys;
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
