package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.lab.GateProgram.Ended;

/** A job that is stopped while the gate probes ends at once, with a verdict and without a rest. */
class LauncherSignalsTest extends BothGates {

  @ParameterizedTest
  @MethodSource("gates")
  void signalWhileProbingEndsTheRunWithTheJvmsLastWord(GateProgram gate) throws Exception {
    // A decision that comes after the signal comes too late.
    gate.jvm(
        "trap 'echo verdict; say exec; exit' TERM INT HUP; say ready; echo {ready};"
            + " while :; do sleep 0.1; done");
    for (Map.Entry<String, Integer> signal :
        Map.of("TERM", 143, "INT", 130, "HUP", 129).entrySet()) {
      // Whoever started the tests, nohup for one, may have had them ignore signals.
      Process process =
          GateProgram.start(
              "exec env --default-signal " + gate.words() + " run -- echo started", Map.of());
      BufferedReader errors = process.errorReader();
      assertThat(errors.readLine()).isEqualTo("{ready}");
      GateProgram.shell("kill -" + signal.getKey() + " " + process.pid(), Map.of());
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(signal.getValue());
      assertThat(errors.readLine()).isEqualTo("verdict");
      assertThat(process.inputReader().readLine()).isNull();
    }
  }

  /**
   * {@code nohup preflight run -- ...} means that a hang-up ends neither, and a terminal sends it
   * to the whole group.
   */
  Stream<Arguments> unheeded() {
    return Stream.of("HUP", "INT", "TERM", "QUIT", "USR1")
        .flatMap(signal ->
            Stream.of(
                Arguments.of(launcher, signal, "ignore"),
                Arguments.of(launcher, signal, "block"),
                Arguments.of(twin, signal, "ignore")));
  }

  @ParameterizedTest
  @MethodSource("unheeded")
  void signalThatTheJobDoesNotHeedEndsNothing(GateProgram gate, String signal, String how)
      throws Exception {
    gate.jvm("echo {ready}; until [ -e \"$0.go\" ]; do sleep 0.1; done; rm \"$0.go\"; say exec");
    Process process =
        GateProgram.start(
            "exec setsid env --%s-signal=%s %s run -- echo started"
                .formatted(how, signal, gate.words()),
            Map.of());
    assertThat(process.errorReader().readLine()).isEqualTo("{ready}");
    String toTheGroup = "kill -s %s -- -%d".formatted(signal, process.pid());
    assertThat(GateProgram.shell(toTheGroup, Map.of()).status()).isZero();
    Files.createFile(Path.of(gate.java() + ".go"));
    assertThat(GateProgram.ended(process)).isEqualTo(new Ended(0, STARTED, ""));
  }

  /** A JVM that has not come up yet has no verdict to give; the launcher has. */
  @ParameterizedTest
  @CsvSource({
    "run -- echo started, TERM, 143",
    "check, INT, 130",
    "check, QUIT, 131",
    "run -- true, USR1, 138",
    "run --gate warn -- true, HUP, 129"
  })
  void signalBeforeTheJvmIsReadyLeavesAVerdictAtOnce(String line, String signal, int status)
      throws Exception {
    launcher.jvm("trap '' TERM INT HUP; echo {up} >&2; exec sleep 60");
    Process process =
        GateProgram.start(
            "exec env --default-signal " + launcher.words() + " " + line,
            Map.of("CLOUD_RUN_JOB", "my-agent", "CLOUD_RUN_EXECUTION", "not \"plain\""));
    assertThat(process.errorReader().readLine()).isEqualTo("{up}");
    GateProgram.shell("kill -" + signal + " " + process.pid(), Map.of());
    assertThat(process.waitFor(2, TimeUnit.SECONDS)).isTrue();

    var stream = line.equals("check") ? process.inputReader() : process.errorReader();
    var verdict = Verdicts.line(stream.lines().collect(Collectors.joining("\n")));
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(verdict.at("/message").asText())
        .isEqualTo("Preflight INTERRUPTED: nothing was probed");
    assertThat(verdict.at("/preflight/outcome").asText()).isEqualTo("interrupted");
    assertThat(verdict.at("/preflight/action").asText()).isEqualTo("exit");
    assertThat(verdict.at("/preflight/gate").asText())
        .isEqualTo(line.contains("warn") ? "warn" : "enforce");
    assertThat(verdict.at("/preflight/job").toString()).isEqualTo("{\"name\":\"my-agent\"}");
  }

  @Test
  void jvmThatIgnoresASignalIsKilledAfterItsFarewell() throws Exception {
    launcher.jvm("trap '' TERM; say ready; echo {$$}; while :; do sleep 0.1; done");
    Process process =
        GateProgram.start("exec " + launcher.words() + " run -- echo started", Map.of());
    long jvm = pidIn(process.errorReader().readLine());
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(ProcessHandle.of(jvm)).isEmpty();
  }

  @Test
  void jvmDoesNotOutliveALauncherThatIsKilled() throws Exception {
    launcher.jvm("echo {$$}; exec sleep 60");
    Process process =
        GateProgram.start("exec " + launcher.words() + " run -- echo started", Map.of());
    long jvm = pidIn(process.errorReader().readLine());
    var ended = ProcessHandle.of(jvm).orElseThrow().onExit();
    process.destroyForcibly();
    assertThat(ended.get(10, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  private static long pidIn(String line) {
    return Long.parseLong(line.substring(1, line.length() - 1));
  }
}
