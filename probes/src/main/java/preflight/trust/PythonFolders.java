package preflight.trust;

import java.nio.file.Files;
import java.util.Optional;
import preflight.plan.Container;
import preflight.plan.PythonPackages;

/** Where Python keeps certifi's certificates. */
record PythonFolders(Container container) {

  private static final String BUNDLE = "cacert.pem";

  /** The path of certifi's PEM file inside the container. */
  Optional<String> certifi() {
    return new PythonPackages(container)
        .folders()
        .map(packages -> packages + "/certifi")
        .filter(this::readsItsOwn)
        .map(certifi -> certifi + "/" + BUNDLE)
        .filter(file -> Files.isRegularFile(container.inside(file)))
        .findFirst();
  }

  /** Debian's and Fedora's certifi carry the file, and answer with the system's bundle instead. */
  private boolean readsItsOwn(String certifi) {
    return container.text(certifi + "/core.py").filter(code -> !code.contains(BUNDLE)).isEmpty();
  }
}
