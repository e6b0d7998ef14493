package preflight.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What a test needs of this machine's packages; without it the test is skipped, and says why. */
public final class Needed {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private Needed() {}

  public static void pythonRequests() {
    assumeTrue(
        runs(Map.of(), "/usr/bin/python3", "-c", "import requests"),
        "Debian's package python3-requests is not installed");
  }

  /** Builds a program from one source file, without asking anybody for a module. */
  public static void goProgram(Path source, Path binary) {
    var offline = Map.of("GOPROXY", "off", "GOTOOLCHAIN", "local", "GOCACHE", binary + ".cache");
    assumeTrue(
        runs(offline, "go", "build", "-o", binary.toString(), source.toString()),
        "Debian's package golang-go is not installed");
  }

  private static boolean runs(Map<String, String> environment, String... command) {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      return Finished.run(builder, AT_MOST).status() == 0;
    } catch (AssertionError notFound) {
      return false;
    }
  }
}
