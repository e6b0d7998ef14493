package preflight.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

  @TempDir private Path proc;

  /** As the kernel writes them; the program's name is the user's. */
  @ParameterizedTest
  @CsvSource({
    "1000.37, 100021, 160",
    "1000.37, 100037, 0",
    "1000.37, 100038, 0", // from the future
    "1000.37, 98000, 0", // no JVM takes 20 s to come here
    "nonsense, 100021, 0"
  })
  void processIsAsOldAsTheKernelSays(String uptime, String started, int milliseconds)
      throws IOException {
    Files.createDirectory(proc.resolve("self"));
    Files.writeString(
        proc.resolve("self/stat"),
        "42 (a) b (c) S 1 42 42 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 %s 10 20 30\n"
            .formatted(started));
    Files.writeString(proc.resolve("uptime"), uptime + " 2000.00\n");

    assertThat(Uptime.age(proc)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void machineThatDoesNotTellLosesNothing() {
    assertThat(Uptime.age(proc)).isZero();
  }

  @Test
  void realProcessIsAsOldAsItHasLasted() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "sleep 0.3; cat /proc/$$/stat /proc/uptime").start();
    String[] said = new String(process.getInputStream().readAllBytes(), ISO_8859_1).split("\n", -1);
    Files.createDirectory(proc.resolve("self"));
    Files.writeString(proc.resolve("self/stat"), said[0]);
    Files.writeString(proc.resolve("uptime"), said[1]);

    assertThat(Uptime.age(proc)).isBetween(Duration.ofMillis(280), Duration.ofSeconds(10));
  }
}
