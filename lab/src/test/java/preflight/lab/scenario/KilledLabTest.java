package preflight.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.lab.Finished;
import preflight.lab.OwnJvm;

/** A lab that is killed leaves nothing behind, whatever it was doing. */
@Isolated
class KilledLabTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @BeforeEach
  void possible() {
    World.assumePossible();
  }

  /** Killed while a world is made, while it stands, and while the program runs in it. */
  @ParameterizedTest
  @ValueSource(strings = {"making", "standing", "running"})
  void killedJvmLeavesNoProcessMountNamespaceOrRule(String moment) throws Exception {
    var before = Traces.now();
    Process lab =
        new ProcessBuilder(OwnJvm.command(Program.class, moment))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<ProcessHandle> all;
    try (var lines = new BufferedReader(new InputStreamReader(lab.getInputStream(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo(moment);
      all = lab.descendants().collect(Collectors.toSet());
      assertThat(all).as("what the lab has started").isNotEmpty();
    } finally {
      lab.destroyForcibly(); // SIGKILL: no hook of its own runs
    }
    assertThat(lab.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

    for (ProcessHandle process : all) {
      process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(Traces.now()).isEqualTo(before);
  }

  /** What a lab could leave behind on the machine, where no other lab does the same just now. */
  private record Traces(List<String> namespaces, List<String> mounts, List<String> rules) {

    static Traces now() throws IOException {
      return new Traces(
          lines("ip", "netns", "list").stream()
              .filter(line -> line.matches("(job|platform|proxy|corp|google|internet)\\b.*"))
              .toList(),
          Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
              .filter(line -> line.contains(" " + WorldScript.FOLDER + " "))
              .toList(),
          lines("iptables-save"));
    }

    private static List<String> lines(String... command) {
      return Finished.run(new ProcessBuilder(command), SOON)
          .succeeded(List.of(command))
          .out()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replaceAll("\\[\\d+:\\d+]", ""))
          .toList();
    }
  }

  /** The lab that is killed. */
  static final class Program {

    private Program() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
      String moment = arguments[0];
      Scenario scenario = Scenario.named("metadata/proxied-by-env-upper");
      if (moment.equals("making")) {
        Thread.ofPlatform().daemon().start(() -> World.raise(scenario.world(), scenario.job()));
        while (ProcessHandle.current().descendants().count() < 3) {
          Thread.onSpinWait();
        }
      } else {
        World world = World.raise(scenario.world(), scenario.job());
        if (moment.equals("running")) {
          world.inJob(scenario.job().env(), List.of("sh", "-c", "sleep 600 & sleep 600")).start();
        }
      }
      System.out.println(moment);
      Thread.sleep(Duration.ofMinutes(5));
    }
  }
}
