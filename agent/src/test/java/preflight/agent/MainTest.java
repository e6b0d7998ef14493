package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
