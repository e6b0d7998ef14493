package preflight.trust;

import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import preflight.observation.Failure;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.route.ClientFiles;

/** The trust stores of one container: each is read when first needed, and only once. */
public final class TrustStores {

  /** Debian and Alpine; Fedora and Red Hat; SUSE; older Red Hat; Alpine without the package. */
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private static final String SYSTEM_FOLDER = "/etc/ssl/certs";

  private static final Map<ClientFamily, String> DISTRIBUTIONS_PROGRAMS =
      Map.of(
          ClientFamily.CURL, "/usr/bin/curl",
          ClientFamily.GIT, "/usr/bin/git",
          ClientFamily.WGET, "/usr/bin/wget",
          ClientFamily.PYTHON_URLLIB, "/usr/bin/python3");

  private final Container container;
  private final JavaTrust java;
  private final Map<String, TrustStore> loaded = new ConcurrentHashMap<>();

  private TrustStores(Container container) {
    this.container = container;
    this.java = new JavaTrust(container);
  }

  /** The stores of this container; nothing is read yet. */
  public static TrustStores of(Container container) {
    return new TrustStores(container);
  }

  /** The stores that these families read for {@code host}, and which of them reads which. */
  public Map<TrustStore, List<ClientFamily>> readBy(
      Collection<ClientFamily> families, String host) {
    Map<TrustStore, List<ClientFamily>> stores = new LinkedHashMap<>();
    for (ClientFamily family : families) {
      stores.computeIfAbsent(store(family, host), store -> new ArrayList<>()).add(family);
    }
    return stores;
  }

  /** What these readers of a store say of a chain, leaf first: why they refuse it, or nothing. */
  public Map<Optional<Failure>, List<ClientFamily>> verdicts(
      TrustStore store,
      Collection<ClientFamily> readers,
      List<X509Certificate> chain,
      String host) {
    Map<Optional<Failure>, List<ClientFamily>> verdicts = new LinkedHashMap<>();
    for (ClientFamily reader : readers) {
      verdicts
          .computeIfAbsent(
              store.refusal(chain, host, reader, container), verdict -> new ArrayList<>())
          .add(reader);
    }
    return verdicts;
  }

  private TrustStore store(ClientFamily family, String host) {
    TrustOrder order = TrustOrder.of(family, container, host);
    return order.off().stream()
        .filter(off -> off.isOn(container, host))
        .map(off -> "no verification (" + off.setting().label() + ")")
        .findFirst()
        .map(name -> loaded.computeIfAbsent(name, TrustStore::trustingAll))
        .orElseGet(() ->
            together(
                family,
                order.layers().stream()
                    .flatMap(layer ->
                        layer.stream().flatMap(source -> find(source, host).stream()).limit(1))
                    .distinct()
                    .toList()));
  }

  private TrustStore together(ClientFamily family, List<TrustStore> stores) {
    return switch (stores.size()) {
      case 0 -> isDistributions(family) ? missingBundle() : publicRoots();
      case 1 -> stores.getFirst();
      default ->
          loaded.computeIfAbsent(
              stores.stream().map(TrustStore::name).collect(Collectors.joining(" and ")),
              name ->
                  TrustStore.of(
                      name, Anchors.together(stores.stream().map(TrustStore::anchors).toList())));
    };
  }

  /**
   * By a test and a cast: a switch over both kinds is linked at run time, on every target's way.
   */
  private Optional<TrustStore> find(TrustSource source, String host) {
    return source instanceof TrustSource.Named(var setting)
        ? setting
            .value(container, host)
            .filter(file -> file.startsWith("/"))
            .map(file -> named(setting.label() + " (" + file + ")", file))
        : usual((TrustSource.Usual) source);
  }

  private Optional<TrustStore> usual(TrustSource.Usual source) {
    return switch (source) {
      case CERTIFI ->
          new PythonFolders(container).certifi().map(file -> named("certifi (" + file + ")", file));
      case GCLOUD_CERTIFI ->
          first(
              "gcloud's certifi",
              ClientFiles.gcloudFolders().stream()
                  .map(folder -> folder + "/lib/third_party/certifi/cacert.pem")
                  .toList());
      case SYSTEM_BUNDLE -> first("system bundle", SYSTEM_BUNDLES);
      case HASHED_FOLDER ->
          new CertificateFolder(container, SYSTEM_FOLDER).isHashed()
              ? first("system bundle", SYSTEM_BUNDLES)
              : Optional.empty();
      case JOB_JAVA ->
          java.file()
              .map(file -> loaded.computeIfAbsent("Java trust store (" + file + ")", java::load));
      case PUBLIC_ROOTS -> Optional.of(publicRoots());
    };
  }

  private Optional<TrustStore> first(String name, List<String> files) {
    return files.stream()
        .filter(file -> Files.isRegularFile(container.inside(file)))
        .findFirst()
        .map(file -> named(name + " (" + file + ")", file));
  }

  private TrustStore named(String name, String file) {
    return loaded.computeIfAbsent(
        name,
        key ->
            TrustStore.of(
                key,
                PemBundle.parse(
                    container
                        .text(file)
                        .orElseGet(() -> new CertificateFolder(container, file).text()))));
  }

  /** Its program is there as the distribution builds it, and that one looks nowhere else. */
  private boolean isDistributions(ClientFamily family) {
    String program = DISTRIBUTIONS_PROGRAMS.get(family);
    return program != null && Files.exists(container.inside(program));
  }

  private TrustStore missingBundle() {
    return loaded.computeIfAbsent(
        "system bundle (" + SYSTEM_BUNDLES.getFirst() + " is missing)",
        name -> TrustStore.of(name, Anchors.of(List.of())));
  }

  private TrustStore publicRoots() {
    return loaded.computeIfAbsent(
        "public roots", name -> TrustStore.of(name, Anchors.of(JavaTrust.publicAnchors())));
  }
}
