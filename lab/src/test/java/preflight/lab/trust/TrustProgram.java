package preflight.lab.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import preflight.lab.Finished;
import preflight.observation.Failure;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.trust.TrustStore;
import preflight.trust.TrustStores;
import preflight.world.CertificateAuthority;
import preflight.world.Credential;
import preflight.world.Origin;
import preflight.world.Site;

/**
 * Two hosts of two authorities, as a process inside a namespace: {@code a.test} of one that the
 * system's bundle holds, {@code b.test} of one that only settings name. Asks a client for both in
 * each of its {@link Settings}, and prints where the library expected something else.
 */
final class TrustProgram {

  private static final Path SYSTEM = Path.of("/etc/ssl/certs");
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private record Host(String name, int port, List<X509Certificate> chain) {}

  private final Client client;
  private final Path folder;

  private TrustProgram(Client client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  public static void main(String... arguments) throws Exception {
    if (!Files.exists(SYSTEM.resolve("of-the-lab"))) {
      throw new IllegalStateException("this machine's own bundle is not to be overwritten");
    }
    new TrustProgram(Client.valueOf(arguments[0]), Path.of(arguments[1])).run();
    System.exit(0);
  }

  private void run() throws IOException, GeneralSecurityException {
    var system = CertificateAuthority.named("Authority of the System");
    var other = CertificateAuthority.named("Authority of the Settings");
    system.writePem(SYSTEM.resolve("ca-certificates.crt"));
    system.writePem(SYSTEM.resolve(hash(SYSTEM.resolve("ca-certificates.crt")) + ".0"));
    other.writePem(folder.resolve("other.pem"));
    Files.createDirectories(folder.resolve("folder"));
    other.writePem(folder.resolve("folder").resolve(hash(folder.resolve("other.pem")) + ".0"));
    store(other.certificate());
    List<Host> hosts = List.of(serve("a.test", 8441, system), serve("b.test", 8442, other));
    int asked = 0;
    for (Settings settings : Settings.of(client)) {
      for (Host host : hosts) {
        boolean expected = expected(settings, host);
        boolean trusted = trusted(settings, host);
        asked++;
        if (expected != trusted) {
          System.out.printf(
              "%s with %s: %s %s, and the library expects otherwise%n",
              client, settings, trusted ? "trusts" : "refuses", host.name());
        }
      }
    }
    System.out.println("asked " + asked);
  }

  private boolean expected(Settings settings, Host host) {
    TrustStores stores = TrustStores.of(new Container(environment(settings), Path.of("/")));
    List<ClientFamily> family = List.of(client.family());
    TrustStore store = stores.readBy(family, host.name()).keySet().iterator().next();
    return stores
        .verdicts(store, family, host.chain(), host.name())
        .containsKey(Optional.<Failure>empty());
  }

  private boolean trusted(Settings settings, Host host) throws IOException {
    for (String name : List.of(".curlrc", ".wgetrc", ".gitconfig")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    for (Map.Entry<String, String> file : settings.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), filled(file.getValue()), UTF_8);
    }
    String url = "https://" + host.name() + ":" + host.port() + "/";
    var builder = new ProcessBuilder(client.command(url, folder));
    builder.environment().clear();
    builder.environment().putAll(environment(settings));
    return client.trusted(Finished.run(builder, AT_MOST));
  }

  private Map<String, String> environment(Settings settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    settings.environment().forEach((name, value) -> environment.put(name, filled(value)));
    return environment;
  }

  private String filled(String text) {
    return text.replace("FILE", folder.resolve("other.pem").toString())
        .replace("FOLDER", folder.resolve("folder").toString())
        .replace("STORE", folder.resolve("store.p12").toString());
  }

  private static Host serve(String name, int port, CertificateAuthority authority) {
    Credential credential = authority.issue(name);
    Origin.secure(
        new Site(Site.Service.ANONYMOUS, name, ""),
        credential,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new Host(name, port, List.of(credential.certificate(), authority.certificate()));
  }

  private void store(X509Certificate certificate) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setCertificateEntry("other", certificate);
    try (OutputStream out = Files.newOutputStream(folder.resolve("store.p12"))) {
      keys.store(out, "changeit".toCharArray());
    }
  }

  private static String hash(Path certificate) {
    List<String> command =
        List.of("openssl", "x509", "-noout", "-subject_hash", "-in", certificate.toString());
    return Finished.run(new ProcessBuilder(command), AT_MOST).succeeded(command).out().strip();
  }
}
