package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelftestCommandTest {

  @TempDir private Path home;

  private final Recording recording = new Recording();

  @Test
  void wholeInstallationIsAbleToDoItsJob() throws Exception {
    assertThat(selftest(installation())).as(recording.out()).isZero();
    assertThat(recording.out().lines())
        .hasSize(SelfCheck.values().length + 1)
        .last()
        .isEqualTo("This installation works.");
  }

  @Test
  void missingLauncherIsNamedWithTheMend() throws Exception {
    assertThat(selftest(new Installation(Optional.of(home), Optional.empty()))).isEqualTo(70);
    assertThat(recording.out())
        .contains("FAIL  the launcher and its jvm.args are in place: no launcher is known; start")
        .endsWith("This installation does not work.\n");
  }

  @Test
  void launcherThatCannotBeExecutedIsNoLauncher() throws Exception {
    Installation installation = installation();
    assertThat(home.resolve("preflight").toFile().setExecutable(false)).isTrue();

    assertThat(SelfCheck.LAUNCHER.problem(installation)).isEqualTo("no launcher is known");
  }

  private Installation installation() throws IOException {
    Files.writeString(home.resolve("jvm.args"), "");
    Path launcher = Files.writeString(home.resolve("preflight"), "#!/bin/sh\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return new Installation(Optional.of(home), Optional.of(launcher));
  }

  private int selftest(Installation installation) throws Refusal {
    return new SelftestCommand(recording.console(), installation).call(List.of());
  }
}
