package preflight.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Measures a run from the start of its process: the JVM's own start-up is the user's time, too. */
final class Uptime {

  /** In which the kernel counts, to programs (USER_HZ): 10 ms, on every architecture of ours. */
  private static final int TICK_MS = 10;

  /** Of the fields behind the name in /proc/PID/stat: {@code starttime}, in ticks since boot. */
  private static final int STARTED = 19;

  /** A process that is older did not just start a JVM: something is wrong with the account. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private final Duration before;
  private final long since = System.nanoTime();

  private Uptime(Duration before) {
    this.before = before;
  }

  /**
   * Since this process was started, by the kernel's account. {@code ProcessHandle} has it to the
   * second alone, for it adds the time of the machine's start, which is told in whole seconds.
   */
  static Uptime ofProcess() {
    return new Uptime(age(Path.of("/proc")));
  }

  /** Starting now. */
  static Uptime starting() {
    return new Uptime(Duration.ZERO);
  }

  Duration elapsed() {
    return before.plusNanos(System.nanoTime() - since);
  }

  /** How old this process is; nothing where that cannot be read. */
  static Duration age(Path proc) {
    try {
      String stat = Files.readString(proc.resolve("self/stat"), ISO_8859_1);
      // The name, in brackets, may hold blanks and brackets of its own.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String sinceBoot = Files.readString(proc.resolve("uptime"), ISO_8859_1).split(" ", -1)[0];
      long now = Long.parseLong(sinceBoot.replace(".", "")); // in hundredths, which are ticks
      Duration age = Duration.ofMillis(TICK_MS * (now - Long.parseLong(fields[STARTED])));
      return age.isNegative() || age.compareTo(MOST) > 0 ? Duration.ZERO : age;
    } catch (IOException | RuntimeException unreadable) {
      return Duration.ZERO;
    }
  }
}
