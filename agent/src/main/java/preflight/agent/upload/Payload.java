package preflight.agent.upload;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The folder {@code upload} of this program's home: the jars that hold Google's library. A run that
 * uploads nothing never opens them, and the cache of the program's classes does not know them.
 */
record Payload(Optional<Path> folder) {

  static Payload ofProcess() {
    return new Payload(
        Optional.ofNullable(System.getProperty("preflight.home"))
            .map(home -> Path.of(home, "upload")));
  }

  /** The library's half of an upload; empty where the installation lacks it. */
  Optional<Deposit> load() {
    URL[] jars = jars();
    if (jars.length == 0) {
      return Optional.empty();
    }
    // Never closed: it lives as long as the process.
    var loader = new URLClassLoader("upload", jars, Payload.class.getClassLoader());
    return ServiceLoader.load(Deposit.class, loader).findFirst();
  }

  private URL[] jars() {
    if (folder.isEmpty()) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      var urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = url(jars.get(i));
      }
      return urls;
    } catch (IOException missing) {
      return new URL[0];
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
