package preflight.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import okhttp3.tls.HeldCertificate;

/** Signs certificates for the stand-ins, good ones and bad ones. */
public final class CertificateAuthority {

  private static final Duration DAY = Duration.ofDays(1);

  private final HeldCertificate root;
  private final Clock clock;

  private CertificateAuthority(HeldCertificate root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** A new authority with a key of its own. */
  public static CertificateAuthority named(String commonName) {
    return named(commonName, Clock.systemUTC());
  }

  static CertificateAuthority named(String commonName, Clock clock) {
    var root =
        valid(clock.instant().minus(DAY), clock.instant().plus(DAY.multipliedBy(30)))
            .commonName(commonName)
            .certificateAuthority(0)
            .build();
    return new CertificateAuthority(root, clock);
  }

  /** The authority's own certificate. */
  public X509Certificate certificate() {
    return root.certificate();
  }

  /** Writes the authority's certificate as PEM: what SSL_CERT_FILE and its like point to. */
  public Path writePem(Path file) throws IOException {
    return Files.writeString(file, root.certificatePem());
  }

  /** The authority's certificate, as PEM. */
  public String pem() {
    return root.certificatePem();
  }

  /** The authority's certificate and its private key, as PEM: for a proxy that signs with it. */
  public String pemWithKey() {
    return root.certificatePem() + root.privateKeyPkcs8Pem();
  }

  /** A good certificate for this host, which may also be called localhost and 127.0.0.1. */
  public Credential issue(String host) {
    return new Credential(madeOut(inForce(), host).signedBy(root).build());
  }

  /** A certificate for this host with one thing wrong about it. */
  public Credential issue(String host, CertificateFault fault) {
    Instant now = clock.instant();
    return new Credential(
        switch (fault) {
          case EXPIRED ->
              madeOut(valid(now.minus(DAY.multipliedBy(30)), now.minus(DAY)), host)
                  .signedBy(root)
                  .build();
          case NOT_YET_VALID ->
              madeOut(valid(now.plus(DAY), now.plus(DAY.multipliedBy(30))), host)
                  .signedBy(root)
                  .build();
          case WRONG_NAME ->
              inForce()
                  .commonName("elsewhere.test")
                  .addSubjectAlternativeName("elsewhere.test")
                  .signedBy(root)
                  .build();
          case COMMON_NAME_ONLY -> inForce().commonName(host).signedBy(root).build();
          case SHORT_KEY -> madeOut(inForce(), host).keyPair(shortKey()).signedBy(root).build();
          case UNTRUSTED_ISSUER ->
              madeOut(inForce(), host)
                  .signedBy(named("Untrusted " + host + " CA", clock).root)
                  .build();
          case SELF_SIGNED -> madeOut(inForce(), host).build();
        });
  }

  /** A client's view of the world in which this authority, and no other, is trusted. */
  public SSLContext trustingClient() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("root", root.certificate());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot trust a root: " + e.getMessage(), e);
    }
  }

  private static KeyPair shortKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK makes RSA keys", impossible);
    }
  }

  private HeldCertificate.Builder inForce() {
    return valid(clock.instant().minus(DAY), clock.instant().plus(DAY.multipliedBy(29)));
  }

  private static HeldCertificate.Builder valid(Instant from, Instant to) {
    return new HeldCertificate.Builder().validityInterval(from.toEpochMilli(), to.toEpochMilli());
  }

  private static HeldCertificate.Builder madeOut(HeldCertificate.Builder builder, String host) {
    return builder
        .commonName(host)
        .addSubjectAlternativeName(host)
        .addSubjectAlternativeName("localhost")
        .addSubjectAlternativeName("127.0.0.1");
  }
}
