package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job's container: a namespace, its environment, a working folder, and an {@code a.sh} in it.
 */
final class Container implements AutoCloseable {

  /** The repository's root, where the program and its sources are. */
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Duration LONG = Duration.ofSeconds(150);

  private final Namespace namespace;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** Starts with what Cloud Run gives a job: its name, and no more. */
  Container(Namespace namespace, Path folder) {
    this.namespace = namespace;
    this.folder = folder;
    environment.put("CLOUD_RUN_JOB", "my-agent-4");
    environment.put("CLOUD_RUN_EXECUTION", "my-agent-4-x7k2p");
    environment.put("CLOUD_RUN_TASK_INDEX", "0");
    environment.put("CLOUD_RUN_TASK_ATTEMPT", "0");
  }

  Namespace namespace() {
    return namespace;
  }

  Container with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Container without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Writes the workload: a shell script that says that it ran, then runs {@code lines}. */
  Container workload(String... lines) {
    var script = new ArrayList<>(List.of("#!/bin/sh", "echo \"a.sh $*\""));
    script.addAll(List.of(lines));
    return script("a.sh", script);
  }

  /** Writes an executable file into the working folder. */
  Container script(String name, List<String> lines) {
    try {
      Path file = folder.resolve(name);
      Files.write(file, lines, UTF_8);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return this;
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Writes a file into the working folder and answers its path. */
  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Runs {@code preflight run OPTIONS -- ./a.sh -e dev -c api}. */
  Finished run(String... options) {
    var arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--", "./a.sh", "-e", "dev", "-c", "api"));
    return preflight(arguments);
  }

  /** Runs {@code preflight check OPTIONS}. */
  Finished check(String... options) {
    var arguments = new ArrayList<>(List.of("check"));
    arguments.addAll(List.of(options));
    return preflight(arguments);
  }

  /** Runs a line of shell in the working folder, with the container's environment. */
  Finished sh(String line) {
    return namespace.run(environment, LONG, List.of("sh", "-c", "cd '" + folder + "' && " + line));
  }

  /** The verdict among the lines of {@code stream}: the one of kind {@code verdict}. */
  static JsonNode verdict(String stream) {
    return Verdicts.line(stream).path("preflight");
  }

  /** The codes of the findings of one severity. */
  static List<String> codes(JsonNode verdict, String severity) {
    return verdict
        .path("findings")
        .valueStream()
        .filter(finding -> finding.path("severity").asText().equals(severity))
        .map(finding -> finding.path("code").asText())
        .toList();
  }

  @Override
  public void close() {
    namespace.close();
  }

  private Finished preflight(List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                folder.toString(),
                REPOSITORY.resolve("preflight").toString()));
    command.addAll(arguments);
    return namespace.run(environment, LONG, command);
  }
}
