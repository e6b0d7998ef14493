package preflight.agent.google;

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
 * The jars of Google's libraries in this program's home. They are beside the class path, each jar
 * of which every run opens: a run that has no need of them opens none.
 *
 * @param folder where they are, if this program has a home at all
 */
public record GoogleLibraries(Optional<Path> folder) {

  /** Those of the installation that this process was started from. */
  public static GoogleLibraries ofProcess() {
    return new GoogleLibraries(
        Optional.ofNullable(System.getProperty("preflight.home"))
            .map(home -> Path.of(home, "google")));
  }

  /** What does this service with them; empty where the installation lacks them. */
  public <S> Optional<S> load(Class<S> service) {
    URL[] jars = jars();
    if (jars.length == 0) {
      return Optional.empty();
    }
    // Never closed: it lives as long as the process.
    var loader = new URLClassLoader("google", jars, service.getClassLoader());
    return ServiceLoader.load(service, loader).findFirst();
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
