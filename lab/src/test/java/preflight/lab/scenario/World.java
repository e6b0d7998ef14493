package preflight.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import preflight.lab.Finished;

/**
 * A world that stands: processes in network, mount and process namespaces which nobody else names.
 *
 * <p>Its first process is a shell that reads this object's pipe. Whatever ends the pipe, the death
 * of this JVM included, ends that shell, and with it the kernel ends all that runs in the world and
 * drops its mounts, namespaces and packet filters.
 */
final class World implements AutoCloseable {

  private static final Duration SHORT = Duration.ofSeconds(20);

  /** Debian's packages nginx-light, dnsmasq-base and libnginx-mod-http-headers-more-filter. */
  private static final List<String> NEEDED =
      List.of(
          "/usr/sbin/nginx",
          "/usr/sbin/dnsmasq",
          "/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so",
          "/usr/lib/nginx/modules/ngx_http_echo_module.so");

  private final Process shell;
  private final long first;

  private World(Process shell, long first) {
    this.shell = shell;
    this.first = first;
  }

  /** Skips the test, with the reason, where no world can be raised. */
  static void assumePossible() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "network namespaces need root");
    for (String needed : NEEDED) {
      Assumptions.assumeTrue(Files.exists(Path.of(needed)), needed + " is not installed");
    }
  }

  /** Raises a world, and returns when everything in it listens. */
  static World raise(WorldPlan plan, JobPlan job) {
    try {
      Process shell =
          new ProcessBuilder(
                  "unshare",
                  "--net",
                  "--mount",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "--mount-proc",
                  "sh",
                  "-s")
              .redirectErrorStream(true)
              .start();
      shell.getOutputStream().write(WorldScript.of(plan, job).getBytes(UTF_8));
      shell.getOutputStream().flush();
      var said = new StringBuilder();
      var lines = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(WorldScript.READY)) {
          return new World(shell, shell.children().findFirst().orElseThrow().pid());
        }
        said.append(line).append('\n');
      }
      throw new AssertionError("the world does not stand:\n" + said);
    } catch (IOException e) {
      throw new AssertionError("the world does not stand", e);
    }
  }

  /** Runs a shell command on a host, the VPC's router included. */
  void on(String host, String command) {
    Finished.run(
            new ProcessBuilder(
                inside(host, List.of("sh", "-ec", "cd " + WorldScript.FOLDER + "; " + command))),
            SHORT)
        .succeeded(host + ": " + command);
  }

  /** The words that run a command in the job's container, in its home folder. */
  ProcessBuilder inJob(Map<String, String> environment, List<String> command) {
    String home = WorldScript.FOLDER + "/job";
    List<String> words = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", home));
    words.addAll(command);
    var builder = new ProcessBuilder(inside("job", words));
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> inside(String host, List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "nsenter", "--target", Long.toString(first), "--mount", "--pid", "--net", "--"));
    words.addAll(List.of(WorldScript.enter(host).split(" ")));
    words.addAll(command);
    return words;
  }

  /** The repository's own program. */
  static Path program() {
    return Scenario.LAB.resolveSibling("preflight");
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      shell.destroyForcibly();
    }
    shell.onExit().join();
  }
}
