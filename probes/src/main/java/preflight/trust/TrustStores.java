package preflight.trust;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.route.ClientFamily;

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

  /** The stores that these families read, and which of them reads which. */
  public Map<TrustStore, List<ClientFamily>> readBy(Collection<ClientFamily> families) {
    Map<TrustStore, List<ClientFamily>> stores = new LinkedHashMap<>();
    for (ClientFamily family : families) {
      stores.computeIfAbsent(store(family), store -> new ArrayList<>()).add(family);
    }
    return stores;
  }

  private TrustStore store(ClientFamily family) {
    return TrustSource.readBy(family).stream()
        .flatMap(source -> find(source).stream())
        .findFirst()
        .orElseGet(this::publicRoots);
  }

  private Optional<TrustStore> find(TrustSource source) {
    return switch (source) {
      case TrustSource.Variable(String name) ->
          container
              .variable(name)
              .filter(file -> file.startsWith("/"))
              .map(file -> pem(name + " (" + file + ")", file));
      case TrustSource.Certifi() ->
          new PythonFolders(container).certifi().map(file -> pem("certifi (" + file + ")", file));
      case TrustSource.SystemBundle() ->
          SYSTEM_BUNDLES.stream()
              .filter(file -> container.text(file).isPresent())
              .findFirst()
              .map(file -> pem("system bundle (" + file + ")", file));
      case TrustSource.JobJava() ->
          java.file()
              .map(file -> loaded.computeIfAbsent("Java trust store (" + file + ")", java::load));
      case TrustSource.PublicRootsAnd(String variable) ->
          container
              .variable(variable)
              .filter(file -> file.startsWith("/"))
              .map(file -> extra(variable, file));
    };
  }

  private TrustStore pem(String name, String file) {
    return loaded.computeIfAbsent(
        name, key -> TrustStore.of(key, PemBundle.parse(container.text(file).orElse(""))));
  }

  private TrustStore extra(String variable, String file) {
    TrustStore roots = publicRoots();
    return loaded.computeIfAbsent(
        "public roots and " + variable + " (" + file + ")",
        name ->
            TrustStore.of(
                name,
                Stream.concat(
                        roots.anchors().stream(),
                        PemBundle.parse(container.text(file).orElse("")).stream())
                    .toList()));
  }

  private TrustStore publicRoots() {
    return loaded.computeIfAbsent(
        "public roots", name -> TrustStore.of(name, JavaTrust.publicAnchors()));
  }
}
