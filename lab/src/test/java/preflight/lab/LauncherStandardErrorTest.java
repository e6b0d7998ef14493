package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
