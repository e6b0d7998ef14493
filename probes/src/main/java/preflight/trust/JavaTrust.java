package preflight.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import preflight.plan.Container;
import preflight.plan.JvmOptionSource;

/** The trust store of the job's Java, which is not the one that runs this code. */
record JavaTrust(Container container) {

  private static final Pattern STORE = property("javax.net.ssl.trustStore");
  private static final Pattern PASSWORD = property("javax.net.ssl.trustStorePassword");

  /** The store's path inside the container; empty where the job has no Java that tells. */
  Optional<String> file() {
    return option(STORE)
        .or(() ->
            homes()
                .flatMap(home ->
                    Stream.of(
                        home + "/lib/security/jssecacerts",
                        home + "/lib/security/cacerts",
                        home + "/jre/lib/security/cacerts"))
                .filter(file -> Files.isRegularFile(container.inside(file)))
                .findFirst())
        .filter(file -> file.startsWith("/"));
  }

  /**
   * Reads the store, with the job's own password if it gives one: PKCS12 hides its content else.
   */
  TrustStore load(String name) {
    Path path = container.inside(file().orElseThrow());
    Optional<String> password = option(PASSWORD).filter(given -> option(STORE).isPresent());
    try (InputStream in = Files.newInputStream(path)) {
      KeyStore keys = KeyStore.getInstance("JKS"); // reads PKCS12 too (keystore.type.compat)
      keys.load(in, password.map(String::toCharArray).orElse(null));
      return TrustStore.of(name, Anchors.of(certificates(keys)));
    } catch (IOException | GeneralSecurityException unreadable) {
      return TrustStore.of(name, Anchors.of(List.of()));
    }
  }

  /** JAVA_HOME, and where PATH's {@code java} really is. */
  private Stream<String> homes() {
    return Stream.concat(
        container.variable("JAVA_HOME").stream(), container.homeOf("java").stream());
  }

  private Optional<String> option(Pattern property) {
    return List.of(JvmOptionSource.values()).reversed().stream()
        .flatMap(source -> source.options(container).stream())
        .map(property::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .findFirst();
  }

  private static Pattern property(String name) {
    return Pattern.compile("-D" + Pattern.quote(name) + "=(?:\"([^\"]+)\"|(\\S+))");
  }

  /** What this JVM trusts by default, without what somebody has added to its trust store. */
  static List<X509Certificate> publicAnchors() {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((@Nullable KeyStore) null);
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
          .filter(PublicRoots.shipped()::contains)
          .toList();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has default trust anchors", impossible);
    }
  }

  private static List<X509Certificate> certificates(KeyStore keys) throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.getCertificate(alias) instanceof X509Certificate certificate) {
        certificates.add(certificate);
      }
    }
    return certificates;
  }
}
