package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.plan.Container;

class JvmOptionsTest {

  private static final String PROXY = "-Dhttp.proxyHost=proxy.corp";
  private static final String HOST = "metadata";

  @Test
  void proxyOfTheCommandIsMendedInTheVariableOfEveryJvm() {
    assertThat(running(PROXY).with(List.of(HOST)))
        .isEqualTo(
            Map.of("JAVA_TOOL_OPTIONS", "-Dhttp.nonProxyHosts=localhost|127.*|[::1]|metadata"));
  }

  @Test
  void listOfTheCommandIsOutspokenByTheLastVariable() {
    assertThat(running(PROXY, "-Dhttp.nonProxyHosts=*.corp").with(List.of(HOST)))
        .isEqualTo(Map.of("_JAVA_OPTIONS", "-Dhttp.nonProxyHosts=*.corp|metadata"));
  }

  @Test
  void flagOfTheCommandIsBeyondEveryVariable() {
    String flag = "-Dcom.google.api.client.should_use_proxy=true";

    assertThat(running(flag).commandForcesProxy()).isTrue();
    assertThat(
            JvmOptions.of(new Container(Map.of("JAVA_TOOL_OPTIONS", flag), Path.of("/")))
                .commandForcesProxy())
        .isFalse();
  }

  @Test
  void secretsOfTheCommandKeepNoVariableFromBeingShown() {
    assertThat(running("-Dpassword=canary-secret", PROXY).printable()).isTrue();
  }

  private static JvmOptions running(String... options) {
    var command = new ArrayList<>(List.of("java"));
    command.addAll(List.of(options));
    command.add("Main");
    return JvmOptions.of(new Container(Map.of(), Path.of("/nonexistent"), command));
  }
}
