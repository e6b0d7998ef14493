package preflight.lab;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the shell script that stands in for it, made anew for each class of tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BothGates {
  static final String STARTED = "started\n";

  GateProgram launcher;
  GateProgram twin;

  @BeforeAll
  void compileTheLauncher(@TempDir Path launcherHome, @TempDir Path twinHome) throws Exception {
    launcher = GateProgram.launcher(launcherHome);
    twin = GateProgram.shellTwin(twinHome);
  }

  List<GateProgram> gates() {
    return List.of(launcher, twin);
  }
}
