package preflight.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A cable of a given delay and loss between two namespaces, whatever the kernel's queues can do.
 * {@code link.c} carries the frames; it ends with this.
 */
public final class Link implements AutoCloseable {

  private static final Path SOURCE = Path.of("src/test/c/link.c").toAbsolutePath();
  private static final Path PROGRAM = Path.of("target/link").toAbsolutePath();
  private static final Duration COMPILATION = Duration.ofSeconds(60);

  private final Process carrier;

  private Link(Process carrier) {
    this.carrier = carrier;
  }

  /**
   * Joins two namespaces by their devices {@code link0}; skips the test where no device can be
   * made.
   *
   * @param delay of every frame, each way: a round trip takes twice of it
   * @param lossPercent how many of a hundred frames are lost
   */
  public static Link between(Namespace one, Namespace other, Duration delay, int lossPercent) {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "/dev/net/tun is missing");
    try {
      Process carrier =
          new ProcessBuilder(
                  program().toString(),
                  "--delay",
                  Double.toString(delay.toNanos() / 1e6),
                  "--loss",
                  Integer.toString(lossPercent),
                  one.name(),
                  "link0",
                  other.name(),
                  "link0")
              .redirectErrorStream(true)
              .start();
      var said = new InputStreamReader(carrier.getInputStream(), StandardCharsets.UTF_8);
      String line = new BufferedReader(said).readLine();
      if (!"ready".equals(line)) {
        throw new AssertionError("link: " + line);
      }
      return new Link(carrier);
    } catch (IOException e) {
      throw new AssertionError(PROGRAM.toString(), e);
    }
  }

  @Override
  public void close() {
    carrier.destroyForcibly();
    carrier.onExit().join();
  }

  /** The program that carries the frames, compiled where it is not yet. */
  public static synchronized Path program() {
    try {
      if (Files.exists(PROGRAM)
          && Files.getLastModifiedTime(PROGRAM).compareTo(Files.getLastModifiedTime(SOURCE)) > 0) {
        return PROGRAM;
      }
      var command =
          List.of(
              "gcc",
              "-O2",
              "-Wall",
              "-Wextra",
              "-Werror",
              "-o",
              PROGRAM.toString(),
              SOURCE.toString());
      Finished.run(new ProcessBuilder(command), COMPILATION).succeeded(command);
      return PROGRAM;
    } catch (IOException e) {
      throw new AssertionError(SOURCE.toString(), e);
    }
  }
}
