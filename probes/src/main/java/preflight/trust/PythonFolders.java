package preflight.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Container;

/** Where Python keeps its packages: the virtual environment first. */
record PythonFolders(Container container) {

  private static final String BUNDLE = "cacert.pem";
  private static final List<String> PACKAGES = List.of("site-packages", "dist-packages");

  /** The path of certifi's PEM file inside the container. */
  Optional<String> certifi() {
    return Stream.concat(
            container.variable("VIRTUAL_ENV").filter(folder -> folder.startsWith("/")).stream(),
            Stream.of("/usr/local", "/usr"))
        .flatMap(prefix -> libraries(prefix + "/lib"))
        .flatMap(library -> PACKAGES.stream().map(kind -> library + "/" + kind))
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

  private Stream<String> libraries(String folder) {
    Path inside = container.inside(folder);
    if (!Files.isDirectory(inside)) {
      return Stream.empty();
    }
    Stream.Builder<String> found = Stream.builder();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(inside, "python3*")) {
      entries.forEach(entry -> found.add(folder + "/" + entry.getFileName()));
    } catch (IOException unreadable) {
      return Stream.empty();
    }
    return found.build();
  }
}
