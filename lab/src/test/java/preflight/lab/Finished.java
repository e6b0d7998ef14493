package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended.
 *
 * @param pid its process id
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Finished(long pid, int status, String out, String err) {

  /** Runs {@code command} to its end; one that takes longer than {@code atMost} is killed. */
  public static Finished run(ProcessBuilder command, Duration atMost) {
    try {
      Path out = Files.createTempFile("preflight-lab", ".out");
      Path err = Files.createTempFile("preflight-lab", ".err");
      try {
        Process process =
            command
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError(
              command.command() + " did not end within " + atMost + ":\n" + Files.readString(err));
        }
        return new Finished(
            process.pid(),
            process.exitValue(),
            new String(Files.readAllBytes(out), UTF_8),
            new String(Files.readAllBytes(err), UTF_8));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command.command().toString(), e);
    }
  }

  /** This, or an error that shows what went wrong where the status is not 0. */
  public Finished succeeded(Object what) {
    if (status != 0) {
      throw new AssertionError(what + " ended with " + status + ":\n" + out + err);
    }
    return this;
  }
}
