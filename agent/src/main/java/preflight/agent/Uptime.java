package preflight.agent;

import java.time.Duration;
import java.time.Instant;

/** Measures a run from the start of its process: the JVM's own start-up is the user's time, too. */
final class Uptime {

  private final Duration before;
  private final long since = System.nanoTime();

  private Uptime(Duration before) {
    this.before = before;
  }

  /** Since this process was started, by the kernel's account. */
  static Uptime ofProcess() {
    Instant now = Instant.now();
    Duration before =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, now))
            .filter(age -> !age.isNegative() && age.compareTo(Duration.ofSeconds(10)) < 0)
            .orElse(Duration.ZERO);
    return new Uptime(before);
  }

  /** Starting now. */
  static Uptime starting() {
    return new Uptime(Duration.ZERO);
  }

  Duration elapsed() {
    return before.plusNanos(System.nanoTime() - since);
  }
}
