package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.Preflight;
import preflight.plan.Container;

/** What the launcher hears, line for line, and what the workload's standard output does not. */
class RunCommandTest {

  private static final GatedRun.Probes BUG =
      (plan, container, gate, listener) -> {
        throw new IllegalStateException("secret=hunter2");
      };

  @TempDir private Path root;

  private final Recording recording = new Recording();
  private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();

  @Test
  void gateThatIsOffOpensWithoutAProbe() throws Exception {
    int status = run(BUG, Map.of(), "--gate=off:INC-1", "--", "./a.sh");

    assertThat(decision()).last().isEqualTo("exec");
    assertThat(recording.err()).contains("SKIPPED", "INC-1");
    assertThat(recording.out()).isEmpty();
    assertThat(status).isZero();
  }

  @Test
  void breakGlassOpensWhereEverythingElseIsBroken() throws Exception {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/preflight.yaml"), "{{{");
    var environment = Map.of("PREFLIGHT_GATE", "off:INC-1", "PREFLIGHT_DEADLNE", "x");

    run(BUG, environment, "--wrong", "--deadline=never", "--", "./a.sh");

    assertThat(decision()).containsExactly("exec");
    assertThat(recording.err()).contains("SKIPPED", "INC-1");
  }

  @Test
  void breakGlassSpeaksJsonOnCloudRun() throws Exception {
    var environment = Map.of("PREFLIGHT_GATE", "off:INC-1", "CLOUD_RUN_JOB", "job");

    run(BUG, environment, "--wrong", "--", "./a.sh");

    assertThat(recording.err())
        .startsWith("{")
        .contains("\"kind\":\"verdict\"", "\"outcome\":\"skipped\"", "\"action\":\"exec\"")
        .hasLineCount(1);
  }

  @Test
  void wrongUsageKeepsTheGateClosed() throws Exception {
    assertThat(run(BUG, Map.of(), "--wrong", "--", "./a.sh")).isEqualTo(64);
    assertThat(decision()).containsExactly("exit 64");
  }

  @Test
  void wrongVariableKeepsTheGateClosed() throws Exception {
    assertThat(run(BUG, Map.of("PREFLIGHT_FORMAT", "xml"), "--", "./a.sh")).isEqualTo(78);
    assertThat(decision()).containsExactly("exit 78");
  }

  @Test
  void missingCommandIsWrongUsage() throws Exception {
    assertThat(run(BUG, Map.of(), "--gate=warn", "--")).isEqualTo(64);
    assertThat(recording.err()).startsWith("preflight: run: COMMAND is missing").hasLineCount(1);
  }

  @Test
  void bugIsLeftToTheLaunchersPolicy() throws Exception {
    int status = run(BUG, Map.of(), "--on-fault=block", "--", "./a.sh");

    assertThat(decision()).hasSize(3);
    assertThat(decision().get(0)).matches("deadline 8\\d{4}");
    assertThat(decision().get(1)).isEqualTo("on-fault block");
    assertThat(decision().get(2))
        .startsWith("fault a bug (IllegalStateException at preflight.agent.RunCommandTest.")
        .doesNotContain("hunter2");
    assertThat(recording.err()).isEmpty();
    assertThat(status).isEqualTo(70);
  }

  @Test
  void workloadsOwnProxyIsAskedAsItsJavaWould() throws Exception {
    List<String> seen = new ArrayList<>();
    GatedRun.Probes recorder =
        (plan, container, gate, listener) -> {
          seen.addAll(container.command());
          return Preflight.start(plan, container, gate, listener);
        };

    String[] words = {
      "--deadline=1s",
      "--no-metadata",
      closedPort(),
      "--",
      "java",
      "-Dhttp.proxyHost=p",
      "-jar",
      "a"
    };
    run(recorder, Map.of(), words);

    assertThat(seen).containsExactly("java", "-Dhttp.proxyHost=p", "-jar", "a");
  }

  @Test
  void workloadsOptionsAreNotOurs() throws Exception {
    run(BUG, Map.of(), "--gate=off", "--", "./a.sh", "--gate=enforce", "--help", "@file", "--");

    assertThat(decision()).last().isEqualTo("exec");
  }

  @Test
  void failingTargetKeepsTheGateClosed() throws Exception {
    int status =
        run(Preflight::start, Map.of(), "--deadline=1s", "--no-metadata", closedPort(), "--", "a");

    assertThat(decision()).last().isEqualTo("exit 69");
    assertThat(recording.err()).startsWith("BLOCKED");
    assertThat(recording.out()).isEmpty();
    assertThat(status).isEqualTo(69);
  }

  @Test
  void failingTargetUnderWarnIsReportedOnly() throws Exception {
    var environment = Map.of("PREFLIGHT_GATE", "warn");
    run(Preflight::start, environment, "--deadline=1s", "--no-metadata", closedPort(), "--", "a");

    assertThat(decision()).last().isEqualTo("exec");
    assertThat(recording.err()).contains("BLOCKED");
  }

  private static String closedPort() throws IOException {
    try (var taken = new ServerSocket(0)) {
      return "--target=tcp=127.0.0.1:" + taken.getLocalPort();
    }
  }

  private int run(GatedRun.Probes probes, Map<String, String> environment, String... words)
      throws Exception {
    var container = new Container(environment, root);
    return new RunCommand(
            recording.console(), container, Uptime.starting(), probes, new DecisionPipe(pipe))
        .call(List.of(words));
  }

  private List<String> decision() {
    return pipe.toString(UTF_8).lines().toList();
  }
}
