package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays the demo as its users do: the launcher, the JVM, the world, the workload. */
class DemoCommandTest {

  /** The shell twin of the launcher: what is there where no C compiler is. */
  private static final Path LAUNCHER = Path.of("../launcher/preflight.sh").toAbsolutePath();

  @TempDir private Path home;

  private final Recording recording = new Recording();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INCIDENT")
  void everyScenarioGoesAsAnnounced(Scenario scenario) throws Exception {
    String out = play(scenario);

    assertThat(out).contains("== As announced").doesNotContain("NOT as announced");
    scenario.cause().ifPresent(cause -> assertThat(out).contains("BLOCKED  " + cause));
  }

  @Test
  void incidentEndsWithTheWorkloadRunning() throws Exception {
    assertThat(play(Scenario.INCIDENT))
        .containsSubsequence(
            "== Act 1: ",
            "Squid, ERR_ACCESS_DENIED",
            "gcloud run jobs update my-agent",
            "a.sh did not start",
            "== Act 2: ",
            "a.sh: running as process",
            "with: -e dev -c api",
            "a.sh ran in the launcher's own process");
  }

  @Test
  void listNamesEveryScenario() {
    assertThat(recording.callWithoutProbes(Map.of(), home, "demo", "--list")).isZero();
    assertThat(recording.out()).contains(Scenario.labels());
    assertThat(recording.out().lines()).hasSize(Scenario.values().length);
  }

  @Test
  void unknownScenarioNamesTheKnownOnes() {
    assertThat(recording.callWithoutProbes(Map.of(), home, "demo", "healty")).isEqualTo(64);
    assertThat(recording.err())
        .startsWith("preflight: demo: unknown scenario 'healty'; did you mean 'healthy'?")
        .hasLineCount(1);
  }

  @Test
  void demoWithoutALauncherSaysHowToStartIt() throws Exception {
    var nothing = new Installation(Optional.empty(), Optional.empty());

    assertThat(new DemoCommand(recording.console(), nothing).call(List.of())).isEqualTo(70);
    assertThat(recording.err()).contains("start it as 'preflight demo'").hasLineCount(1);
  }

  private String play(Scenario scenario) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(LAUNCHER), "no launcher in " + LAUNCHER);
    Files.writeString(
        home.resolve("jvm.args"),
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp\n\""
            + System.getProperty("java.class.path")
            + "\"\n");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dpreflight.home=" + home);
    command.add("-Dpreflight.launcher=" + LAUNCHER);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "demo", scenario.label()));
    Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(demo.getInputStream().readAllBytes(), UTF_8);
    assertThat(demo.waitFor()).as(out).isZero();
    return out;
  }
}
