package preflight.plan;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where Python keeps its packages, and which releases they are: the virtual environment first. */
public record PythonPackages(Container container) {

  private static final List<String> KINDS = List.of("site-packages", "dist-packages");

  private static final Pattern LIBRARY = Pattern.compile(".*/python([0-9.]+)/[^/]+");

  /** The folders of packages inside the container, in the order in which Python looks. */
  public Stream<String> folders() {
    return Stream.concat(
            container.variable("VIRTUAL_ENV").filter(folder -> folder.startsWith("/")).stream(),
            Stream.of("/usr/local", "/usr"))
        .flatMap(prefix -> entries(prefix + "/lib", "python3", ""))
        .flatMap(library -> KINDS.stream().map(kind -> library + "/" + kind));
  }

  /** The release of Python itself; Debian's own packages are in a folder that tells none. */
  public Optional<PythonRelease> python() {
    return folders()
        .map(LIBRARY::matcher)
        .filter(Matcher::matches)
        .flatMap(found -> PythonRelease.of(found.group(1)).stream())
        .findFirst();
  }

  /**
   * The release of an installed distribution.
   *
   * @param distribution as its metadata folder is named, for example {@code google_auth}
   */
  public Optional<PythonRelease> release(String distribution) {
    Pattern metadata =
        Pattern.compile(
            ".*/" + Pattern.quote(distribution) + "-([^-]+)(?:-py[0-9.]+)?\\.(?:dist|egg)-info");
    return folders()
        .flatMap(folder -> entries(folder, distribution + "-", "-info"))
        .map(metadata::matcher)
        .filter(Matcher::matches)
        .flatMap(found -> PythonRelease.of(found.group(1)).stream())
        .findFirst();
  }

  /**
   * By the older API, which makes no path and no regular expression of a name that is passed by.
   */
  private Stream<String> entries(String folder, String prefix, String suffix) {
    try {
      String[] names = container.inside(folder).toFile().list();
      return names == null
          ? Stream.empty()
          : Arrays.stream(names)
              .filter(name -> name.startsWith(prefix) && name.endsWith(suffix))
              .sorted()
              .map(name -> folder + "/" + name);
    } catch (InvalidPathException unreadable) {
      return Stream.empty();
    }
  }
}
