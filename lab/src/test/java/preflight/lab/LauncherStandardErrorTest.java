package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.lab.GateProgram.Ended;

/** What becomes of the gate's own line does not become of the workload. */
class LauncherStandardErrorTest extends BothGates {
  private static final String SIGNALS = "grep -E '^(Sig|Shd)(Pnd|Blk|Ign|Cgt)' /proc/self/status";

  @ParameterizedTest
  @MethodSource("gates")
  void workloadStartsWhereNobodyReads(GateProgram gate) throws Exception {
    gate.jvm("exit 3");
    String line = "exec env --default-signal=PIPE " + gate.words() + " run ";
    assertThat(withoutReader(line + "-- echo started", Map.of()).out()).isEqualTo(STARTED);
    assertThat(withoutReader(line + "--on-fault block -- echo started", Map.of()).status())
        .isEqualTo(70);
    assertThat(withoutReader(line + "-- no-such-tool", Map.of()).status()).isEqualTo(127);
    Map<String, String> off = Map.of("PREFLIGHT_GATE", "off:INC-1");
    assertThat(withoutReader(line + "-- echo started", off).out()).isEqualTo(STARTED);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void workloadStartsWhereNothingCanBeWritten(GateProgram gate) throws Exception {
    gate.jvm("exit 3");
    String errors = gate.home().resolve("errors").toString();
    Ended ended =
        GateProgram.shell(
            "ulimit -f 0; exec env --default-signal=XFSZ %s run -- echo started 2>'%s'"
                .formatted(gate.words(), errors),
            Map.of());
    assertThat(ended.out()).isEqualTo(STARTED);
  }

  /** The line that nobody reads must leave no trace in the workload, a pending signal for one. */
  @Test
  void workloadsSignalsAreItsOwnBehindALineThatNobodyReads() throws Exception {
    launcher.jvm("exit 3");
    for (String signals :
        List.of("--default-signal", "--ignore-signal=PIPE", "--block-signal=PIPE")) {
      String bare = "exec env " + signals + " ";
      assertThat(withoutReader(bare + launcher.words() + " run -- " + SIGNALS, Map.of()).out())
          .isEqualTo(withoutReader(bare + SIGNALS, Map.of()).out())
          .isNotEmpty();
    }
  }

  /** A job whose log is not collected any more, its pipe full to the brim. */
  @Test
  void readerThatStallsKeepsNobodyWaiting() throws Exception {
    launcher.jvm("exit 3");
    String full = "timeout 0.3 cat /dev/zero >&2; exec " + launcher.words() + " run ";
    assertThat(GateProgram.shell(full + "-- echo started", Map.of()).out()).isEqualTo(STARTED);
    assertThat(GateProgram.shell(full + "--on-fault block -- true", Map.of()).status())
        .isEqualTo(70);
  }

  /** The JVM's verdict, too: it waits for the reader in nobody's place. */
  @ParameterizedTest
  @CsvSource({"run -- echo started, exec, 0", "run -- true, exit 69, 69", "check, exit 0, 0"})
  void verdictThatNobodyTakesHoldsNoDecisionUp(String line, String decision, int status)
      throws Exception {
    launcher.jvm("say deadline 500; echo {verdict}; say " + decision + "; exec sleep 60");
    String full = "timeout 0.3 cat /dev/zero >&2; ";
    Process process =
        GateProgram.start(
            full + (line.equals("check") ? "exec >&2; " : "") + launcher.words() + " " + line,
            Map.of());
    assertThat(process.waitFor(5, SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(process.inputReader().lines()).hasSize(line.contains("echo") ? 1 : 0);
  }

  /** Of a pipe of 65,536 bytes, the first number is taken when a line of the second is to go. */
  @ParameterizedTest
  @CsvSource({
    "0, 60000, true",
    "4000, 5000, true",
    "60000, 1000, true",
    "50000, 30000, false",
    "65000, 1000, false"
  })
  void verdictIsWholeOrIsNot(int taken, int length, boolean fits) throws Exception {
    launcher.jvm("printf '{%%%ds}\\n' >&2; say exit 69; exec sleep 60".formatted(length - 3));
    Process process =
        GateProgram.start(
            "head -c " + taken + " /dev/zero >&2; exec " + launcher.words() + " run -- true",
            Map.of());
    assertThat(process.waitFor(5, SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(69);
    byte[] said = process.getErrorStream().readAllBytes();
    assertThat(said.length - taken).isEqualTo(fits ? length : 0);
  }

  @Test
  void readerThatIsSlowMissesNothing() throws Exception {
    launcher.jvm("printf '{%60000s}\\n{%60000s}\\n'; echo text; say exit 69; exec sleep 60");
    Ended ended =
        GateProgram.shell(
            "{ '%s' --java '%s' --home '%s' run -- true; echo $? >&2; } 2>&1 >/dev/null | { sleep 0.1; wc -lc; }"
                .formatted(launcher.program(), launcher.java(), launcher.home()),
            Map.of());
    assertThat(ended.out().strip().split("\\s+")).containsExactly("4", "120014");
  }

  /** A pager takes its time; {@code check} has no workload to start. */
  @Test
  void readerOfACheckMayTakeItsTime() throws Exception {
    launcher.jvm("say deadline 9000; seq -f 'target %200g' 1 2000; say exit 0; exec sleep 60");
    Ended ended = GateProgram.shell(launcher.words() + " check | { sleep 1; wc -l; }", Map.of());
    assertThat(ended.out().strip()).isEqualTo("2000");
  }

  @Test
  void linesOfJsonGoOnWhileTheJvmRuns() throws Exception {
    launcher.jvm("echo {progress}; echo {verdict} >&2; exec sleep 60");
    Process process = GateProgram.start("exec " + launcher.words() + " check", Map.of());
    assertThat(process.inputReader().readLine()).isEqualTo("{progress}");
    assertThat(process.errorReader().readLine()).isEqualTo("{verdict}");
    process.destroyForcibly();
  }

  private static Ended withoutReader(String script, Map<String, String> environment)
      throws Exception {
    Process process = GateProgram.start("read -r go; " + script, environment);
    process.getErrorStream().close();
    try (var input = process.outputWriter()) {
      input.write("go\n");
    }
    if (!process.waitFor(30, SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the gate still runs after 30 s");
    }
    return new Ended(
        process.exitValue(), new String(process.getInputStream().readAllBytes(), UTF_8), "");
  }
}
