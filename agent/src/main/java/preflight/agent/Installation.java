package preflight.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where this program is installed, as the file {@code jvm.args} of its home tells it.
 *
 * @param home the folder with {@code jvm.args}, the launcher's {@code --home}
 * @param launcher the gate itself
 */
record Installation(Optional<Path> home, Optional<Path> launcher) {

  /** The installation that this process was started from. */
  static Installation ofProcess() {
    return new Installation(property("preflight.home"), property("preflight.launcher"));
  }

  /** The words that start this program through its launcher; a home folder is to follow. */
  Optional<List<String>> program() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return launcher.map(gate -> List.of(gate.toString(), "--java", java.toString(), "--home"));
  }

  private static Optional<Path> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).map(Path::of);
  }
}
