package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.lab.GateProgram.Ended;

/** A verdict that the launcher may write in the agent's place is, word for word, the agent's. */
class SkippedVerdictTest {

  private static final String PREFLIGHT = "'" + GateProgram.REPOSITORY.resolve("preflight") + "' ";
  private static final String AGENT =
      "'%s/bin/java' '@%s' preflight.agent.Main"
          .formatted(
              System.getProperty("java.home"),
              GateProgram.REPOSITORY.resolve("agent/target/preflight/jvm.args"));

  @BeforeAll
  static void build() {
    var version =
        new ProcessBuilder(GateProgram.REPOSITORY.resolve("preflight").toString(), "help");
    version.environment().put("PREFLIGHT_JAVA_HOME", System.getProperty("java.home"));
    Finished.run(version, Duration.ofSeconds(150)).succeeded("the build");
  }

  /** The last three are for the agent to write: masked, quoted, refused. */
  @ParameterizedTest
  @CsvSource({
    "json, off, 0",
    "json, off:INC-1, 03",
    "json, off:two words, x",
    "text, off, 0",
    "text, off:INC-1, 0",
    "text, ' off:INC-1 ', 0",
    "' text ', off, 0",
    "json, 'off:say \"no\"', 0",
    "json, off:http://u:secret@proxy, 0",
    "text, 'off: padded ', 0",
  })
  void isTheAgentsOwn(String format, String gate, String task) throws Exception {
    Map<String, String> job =
        Map.of(
            "PREFLIGHT_GATE", gate,
            "PREFLIGHT_FORMAT", format,
            "CLOUD_RUN_JOB", "my-agent",
            "CLOUD_RUN_EXECUTION", "my-agent-x7k2p",
            "CLOUD_RUN_TASK_INDEX", task);

    Ended agent = GateProgram.shell("exec " + AGENT + " check", job);
    Ended launcher = preflight("run -- echo started", job);

    assertThat(preflight("check", job).out())
        .satisfies(line -> assertThat(withoutTime(line)).isEqualTo(withoutTime(agent.out())));
    assertThat(launcher.out()).isEqualTo("started\n");
    assertThat(withoutTime(launcher.err())).isEqualTo(withoutTime(agent.out())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--gate off:INC-1, 0, SKIPPED (INC-1)",
    "--gate=warn --gate=off:INC-1, 0, SKIPPED (INC-1)",
    "--gate off:INC-1 --wrong, 64, unknown option",
    "--gate off:INC-1 --format yaml, 64, --format",
  })
  void optionSkipsOnlyWhereNothingElseIsWrong(String options, int status, String said)
      throws Exception {
    Ended ended = preflight("run " + options + " -- true", Map.of());

    assertThat(ended.status()).as(ended.err()).isEqualTo(status);
    assertThat(ended.err()).contains(said);
  }

  private static Ended preflight(String words, Map<String, String> job)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(job);
    environment.put("PREFLIGHT_JAVA_HOME", System.getProperty("java.home"));
    return GateProgram.shell("exec " + PREFLIGHT + words, environment);
  }

  private static String withoutTime(String line) {
    return line.replaceAll("\"time\":\"[^\"]*Z\"", "\"time\":\"T\"");
  }
}
