package preflight.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The container as the workload's tools find it: environment and files. Everything that a run reads
 * of its surroundings, except the network, comes through here.
 *
 * @param environment the workload's own environment variables (the launcher's renamings undone)
 * @param root where its file system starts; {@code /} in earnest, a folder in tests
 */
public record Container(Map<String, String> environment, Path root) {

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  public Container {
    environment = Map.copyOf(environment);
  }

  /** The variable's value, if it is set; an empty value is present. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  /** The text of an absolute path inside the container (UTF-8, malformed bytes replaced). */
  public Optional<String> text(String absolutePath) {
    try {
      Path file = inside(absolutePath);
      return Files.isRegularFile(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether PATH leads to an executable of this name. */
  public boolean holdsTool(String name) {
    for (String folder : variable("PATH").orElse(DEFAULT_PATH).split(":", -1)) {
      if (folder.startsWith("/") && executable(folder + "/" + name)) {
        return true;
      }
    }
    return false;
  }

  private boolean executable(String absolutePath) {
    try {
      return Files.isExecutable(inside(absolutePath));
    } catch (InvalidPathException noPath) {
      // Without LANG the JVM takes no path that is not ASCII.
      return false;
    }
  }

  /** The path on disk of an absolute path inside the container. */
  public Path inside(String absolutePath) {
    // All leading slashes: with one left over, resolve would leave the root.
    return root.resolve(absolutePath.replaceFirst("^/+", ""));
  }
}
