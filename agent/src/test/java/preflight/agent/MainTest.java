package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void whatTheLauncherHasSetAsideIsTheWorkloadsAgain() {
    var environment =
        Map.of(
            "PREFLIGHT_JOB_JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=p",
            "PREFLIGHT_JOB_CLASSPATH", "/a",
            "CLASSPATH", "/its-own",
            "PREFLIGHT_JOB_HTTPS_PROXY", "http://nobodys:1",
            "PREFLIGHT_GATE", "warn",
            "PATH", "/bin");

    assertThat(Main.workload(environment))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=p",
                "CLASSPATH", "/a",
                "PREFLIGHT_JOB_HTTPS_PROXY", "http://nobodys:1",
                "PREFLIGHT_GATE", "warn",
                "PATH", "/bin"));
  }

  /** Their sources share no language that one list could be written in. */
  @ParameterizedTest
  @ValueSource(strings = {"src/jvm.c", "preflight.sh"})
  void launcherSetsAsideJustWhatIsPutBack(String launcher) throws IOException {
    String source = Files.readString(Path.of("..", "launcher").resolve(launcher));

    assertThat(Pattern.compile("\\b(_?JAVA_|JDK_|CLASSPATH)[A-Z_]*\\b").matcher(source).results())
        .extracting(MatchResult::group)
        .containsExactlyInAnyOrderElementsOf(Main.SET_ASIDE);
  }
}
