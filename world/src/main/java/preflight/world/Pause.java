package preflight.world;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits as a slow peer does, until the stand-in is closed at the latest. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("closed").initCause(e);
    }
  }
}
