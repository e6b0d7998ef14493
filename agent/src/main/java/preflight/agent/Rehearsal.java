package preflight.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import preflight.diagnosis.Cause;
import preflight.plan.Container;
import preflight.world.World;

/**
 * Plays {@code run} as a job would start it, without its launcher, against a world on loopback.
 * What it exercises is also what the installation's cache of classes remembers.
 */
final class Rehearsal {

  /** No family that asks the metadata server by its name, which leads nowhere on loopback. */
  private static final String CLIENTS = "gcloud-detection,gcloud-token,google-auth-python,git";

  /** What a job's image holds that decides about routes and trust, told in its own words. */
  private static final Map<String, String> FILES =
      Map.of(
          "etc/gitconfig", "[http]\n\tsslVerify = true\n",
          "etc/pip.conf", "[global]\ntimeout = 60\n",
          "usr/lib/google-cloud-sdk/properties", "[core]\ndisable_usage_reporting = true\n",
          "usr/lib/python3/dist-packages/requests-2.31.0.dist-info/METADATA", "Name: requests\n",
          "usr/lib/python3/dist-packages/urllib3-2.0.0.dist-info/METADATA", "Name: urllib3\n");

  private final World world;
  private final Map<String, String> environment;
  private final Path folder;

  private Rehearsal(World world, Path folder) throws IOException {
    this.world = world;
    this.folder = folder;
    this.environment = new HashMap<>();
    for (String variable : List.of("GCE_METADATA_HOST", "GCE_METADATA_ROOT", "GCE_METADATA_IP")) {
      environment.put(variable, world.metadata().hostAndPort());
    }
    environment.put("CLOUD_RUN_JOB", "selftest");
    Path certificates = Files.createDirectories(folder.resolve("etc/ssl/certs"));
    world.ca().writePem(certificates.resolve("ca-certificates.crt"));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue());
    }
  }

  /** What is wrong where everything is healthy; empty where the gate opens. */
  static String healthy(Path folder) throws IOException, InterruptedException {
    try (var world = World.healthy()) {
      var rehearsal = new Rehearsal(world, folder);
      String problem = rehearsal.run("json", "exec", "\"outcome\":\"open");
      return problem.isEmpty() ? rehearsal.check() : problem;
    }
  }

  /** What is wrong where a proxy denies the metadata server; empty where just that is found. */
  static String incident(Path folder) throws IOException, InterruptedException {
    try (var world = World.proxyDeniesMetadata()) {
      var rehearsal = new Rehearsal(world, folder);
      rehearsal.environment.putAll(world.proxyEnvironment());
      return rehearsal.run("text", "exit 69", "BLOCKED  " + Cause.METADATA_PROXIED_BY_ENV);
    }
  }

  private String run(String format, String decision, String verdict)
      throws IOException, InterruptedException {
    var said = new ByteArrayOutputStream();
    var pipe = new ByteArrayOutputStream();
    List<String> words = words(format);
    words.addAll(List.of("--", "true"));
    new RunCommand(
            console(said), container(), Uptime.ofProcess(), Main::start, new DecisionPipe(pipe))
        .call(words);
    String text = said.toString(StandardCharsets.UTF_8);
    return pipe.toString(StandardCharsets.UTF_8).endsWith("\n" + decision + "\n")
            && text.contains(verdict)
        ? ""
        : text.strip();
  }

  private String check() throws IOException, InterruptedException {
    var said = new ByteArrayOutputStream();
    var pipe = new DecisionPipe(new ByteArrayOutputStream());
    int status =
        new CheckCommand(console(said), container(), Uptime.ofProcess(), Main::start, pipe)
            .call(words("json"));
    return status == 0 ? "" : said.toString(StandardCharsets.UTF_8).strip();
  }

  private static Console console(ByteArrayOutputStream said) {
    var stream = new Console.Stream(said, false);
    return new Console(stream, stream);
  }

  private Container container() {
    return new Container(environment, folder);
  }

  /**
   * Half of the settings come from a file; a list that both have would be taken from the options.
   * The optional ones need a hosts file: most have one. Handshakes take long where an emulator
   * builds the image of another architecture.
   */
  private List<String> words(String format) throws IOException {
    Path file = folder.resolve("preflight.yaml");
    URI github = world.github().uriByAddress();
    Files.writeString(
        file,
        """
        deadline: 1m
        attempt-timeout: 50s
        target:
          - github=%1$s
          - http=%1$s/status
          - http=%1$s/robots.txt
          - jira=%2$s
          - nexus=%3$s
        """
            .formatted(github, world.jira().uriByAddress(), world.nexus().uriByAddress()));
    List<String> words = new ArrayList<>(List.of("--config", file.toString()));
    words.addAll(List.of("--format", format, "--clients", CLIENTS));
    words.addAll(List.of("--metadata-host", world.metadata().hostAndPort()));
    words.addAll(List.of("--optional", "dns=localhost"));
    words.addAll(List.of("--optional", "http=https://localhost:%d/".formatted(github.getPort())));
    return words;
  }
}
