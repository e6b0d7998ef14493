package preflight.agent.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What work in the background takes of the processors, by the kernel's account of its thread
 * (proc(5), schedstat); nothing where the kernel keeps none.
 */
final class ThreadCost {

  private static final Path PROC = Path.of("/proc");

  private volatile Path account = PROC;
  private volatile Duration atItsEnd = Duration.ZERO;

  /** Does the work, and counts what it costs. */
  void of(Runnable work) {
    try {
      Path thread = Files.readSymbolicLink(PROC.resolve("thread-self"));
      account = PROC.resolve(thread).resolve("schedstat");
    } catch (IOException noAccount) {
      account = PROC;
    }
    work.run();
    atItsEnd = soFar();
    account = PROC;
  }

  /** How long that work has been on a processor. */
  Duration soFar() {
    if (account.equals(PROC)) {
      return atItsEnd;
    }
    try {
      return Duration.ofNanos(Long.parseLong(Files.readString(account).split(" ", 2)[0]));
    } catch (IOException | NumberFormatException ended) {
      return atItsEnd;
    }
  }
}
