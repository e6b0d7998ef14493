package preflight.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import preflight.world.ForwardProxy;
import preflight.world.Origin;
import preflight.world.Site;
import preflight.world.World;

/**
 * Where the demo is played: a world on loopback, a workload, and the installed program, started
 * through its launcher as a job would start it.
 */
final class DemoStage implements AutoCloseable {

  /** The families that can be told where the metadata server is, and git, which never asks it. */
  private static final String CLIENTS = "gcloud-token,google-auth-python,git";

  private static final String WORKLOAD =
      """
      #!/bin/sh
      echo "a.sh: running as process $$ with: $*"
      echo "$$ $*" >"${0%/*}/ran"
      """;

  private final World world = World.proxyDeniesMetadata();
  private final List<String> program;
  private final Path folder;
  private final List<Origin> others = new ArrayList<>();
  private URI jira = world.jira().uri();

  /**
   * Builds the stage.
   *
   * @param program the words that start Preflight, up to {@code --home}, whose value follows
   * @param home the installation's folder
   */
  DemoStage(List<String> program, Path home) throws IOException {
    this.folder = Files.createTempDirectory("preflight-demo");
    this.program = new ArrayList<>(program);
    this.program.add(Files.createDirectory(folder.resolve("home")).toString());
    Path hosts = folder.resolve("hosts");
    Files.writeString(
        hosts,
        world.hostsFile()
            + "127.0.0.1 "
            + Site.ANONYMOUS.host()
            + "\n"
            + "127.0.0.1 "
            + ForwardProxy.VISIBLE_HOST
            + "\n");
    Files.writeString(
        folder.resolve("home/jvm.args"),
        Files.readString(home.resolve("jvm.args")) + "\n\"-Djdk.net.hosts.file=" + hosts + "\"\n");
    Files.writeString(folder.resolve("preflight.yaml"), "");
    Files.writeString(folder.resolve("a.sh"), WORKLOAD);
    Files.setPosixFilePermissions(
        folder.resolve("a.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    world.ca().writePem(folder.resolve("ca.pem"));
  }

  World world() {
    return world;
  }

  /** The variables that send the job through the proxy. */
  Map<String, String> proxyVariables() {
    String proxy = "http://" + ForwardProxy.VISIBLE_HOST + ":" + world.proxy().address().getPort();
    return Map.of("HTTP_PROXY", proxy, "HTTPS_PROXY", proxy);
  }

  /** Puts another, plain HTTP server in Jira's place. */
  void replaceJira() {
    Origin other = Origin.plain(Site.ANONYMOUS);
    others.add(other);
    jira = other.uri();
  }

  /** Runs {@code preflight run ... -- a.sh -e dev -c api} with these variables set for the job. */
  Performance perform(Map<String, String> variables) throws IOException, InterruptedException {
    Path verdict = folder.resolve("verdict.json");
    Path ran = folder.resolve("ran");
    Files.deleteIfExists(verdict);
    Files.deleteIfExists(ran);
    var builder = new ProcessBuilder(words(verdict)).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.environment().putAll(variables);
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(folder.resolve("preflight.yaml").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectErrorStream(true)
            .start();
    int status = process.waitFor();
    boolean sameProcess =
        Files.exists(ran) && Files.readString(ran).equals(process.pid() + " -e dev -c api\n");
    VerdictLine line =
        Files.exists(verdict)
            ? VerdictLine.read(verdict)
            : new VerdictLine("no verdict", List.of(), Map.of());
    return new Performance(status, line, sameProcess, Files.exists(ran));
  }

  private List<String> words(Path verdict) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("run", "--config", folder.resolve("preflight.yaml").toString()));
    words.addAll(List.of("--format", "text", "--output", verdict.toString()));
    words.addAll(List.of("--deadline", "20s", "--clients", CLIENTS));
    words.addAll(List.of("--metadata-host", metadata()));
    words.addAll(List.of("--target", "github=" + world.github().uri()));
    words.addAll(List.of("--target", "jira=" + jira));
    words.addAll(List.of("--target", "nexus=" + world.nexus().uri()));
    words.addAll(List.of("--", folder.resolve("a.sh").toString(), "-e", "dev", "-c", "api"));
    return words;
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(world.environment(folder.resolve("ca.pem")));
    environment.put("GCE_METADATA_HOST", metadata());
    environment.put("GCE_METADATA_ROOT", metadata());
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", folder.toString());
    environment.put("CLOUD_RUN_JOB", "my-agent");
    environment.put("CLOUD_RUN_EXECUTION", "my-agent-x7k2p");
    environment.put("CLOUD_RUN_TASK_INDEX", "0");
    environment.put("CLOUD_RUN_TASK_ATTEMPT", "0");
    return environment;
  }

  /** By its real name; the port is another one, for 80 is not everyone's to bind. */
  private String metadata() {
    return "metadata.google.internal:" + world.metadata().address().getPort();
  }

  @Override
  public void close() {
    others.forEach(Origin::close);
    world.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How one act went.
   *
   * @param status what the whole process ended with
   * @param sameProcess whether the workload ran under the launcher's process id, with its arguments
   * @param workloadRan whether it ran at all
   */
  record Performance(int status, VerdictLine verdict, boolean sameProcess, boolean workloadRan) {}
}
