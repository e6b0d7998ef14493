package preflight.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadCostTest {

  private static final Duration LITTLE = Duration.ofMillis(20);
  private static final Duration MUCH = Duration.ofSeconds(1);

  private final ThreadCost cost = new ThreadCost();

  @Test
  void workIsCountedWhileItLastsAndAfterwards() throws Exception {
    // Ends as soon as the account says so, which is asked from another thread, too.
    var work = new Thread(() -> cost.of(() -> spinUntil(LITTLE)));
    work.start();
    spinUntil(LITTLE);
    work.join();

    assertThat(cost.soFar()).isBetween(LITTLE, MUCH);
  }

  @Test
  void waitingCostsNothing() throws Exception {
    var work = new Thread(() -> cost.of(() -> LockSupport.parkNanos(LITTLE.toNanos())));
    work.start();
    work.join();

    assertThat(cost.soFar()).isLessThan(LITTLE);
  }

  @Test
  void nothingWasDoneBeforeItBegan() {
    assertThat(cost.soFar()).isZero();
  }

  private void spinUntil(Duration spent) {
    while (cost.soFar().compareTo(spent) < 0) {
      Thread.onSpinWait();
    }
  }
}
