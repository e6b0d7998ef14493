package preflight.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container as the workload's tools find it: environment, files and the workload's command.
 * Everything that a run reads of its surroundings, except the network, comes through here.
 *
 * @param environment the workload's own environment variables (the launcher's renamings undone)
 * @param root where its file system starts; {@code /} in earnest, a folder in tests
 * @param command what is to run in it, program and arguments; empty where that is not known
 */
public record Container(Map<String, String> environment, Path root, List<String> command) {

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  public Container {
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /** A container whose workload is not known. */
  public Container(Map<String, String> environment, Path root) {
    this(environment, root, List.of());
  }

  /** The same container with another environment. */
  public Container in(Map<String, String> otherEnvironment) {
    return new Container(otherEnvironment, root, command);
  }

  /** The same container with this command to run in it. */
  public Container running(List<String> workload) {
    return new Container(environment, root, workload);
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
    return tools(name).findAny().isPresent();
  }

  /**
   * The folder above the {@code bin} that PATH's executable of this name really is in, all links
   * followed; an absolute path inside the container.
   */
  public Optional<String> homeOf(String name) {
    try {
      Optional<String> tool = tools(name).findFirst();
      if (tool.isEmpty()) {
        return Optional.empty();
      }
      Path bin = inside(tool.get()).toRealPath().resolveSibling("");
      return Optional.of("/" + root.toRealPath().relativize(bin.resolveSibling("")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private Stream<String> tools(String name) {
    return Arrays.stream(variable("PATH").orElse(DEFAULT_PATH).split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> folder + "/" + name)
        .filter(this::executable);
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
    int slashes = 0;
    while (slashes < absolutePath.length() && absolutePath.charAt(slashes) == '/') {
      slashes++;
    }
    return root.resolve(absolutePath.substring(slashes));
  }
}
