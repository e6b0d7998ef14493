package preflight.observation;

import java.time.Duration;

/**
 * What one stage came to.
 *
 * <p>Three cases, and no fourth: a {@code switch} over an outcome needs no {@code default}, and a
 * stage that was never tried cannot be mistaken for one that failed.
 */
public sealed interface Outcome {

  /** The stage was tried and worked. */
  record Succeeded(Duration took) implements Outcome {}

  /** The stage was tried and did not work. */
  record Failed(Failure failure, Duration took) implements Outcome {}

  /** The stage was not tried, because an earlier one did not work. */
  record NotAttempted(Stage blockedBy) implements Outcome {
    @Override
    public Duration took() {
      return Duration.ZERO;
    }
  }

  /** How long the stage took; nothing where it was not tried. */
  Duration took();

  /** Whether the stage worked. */
  default boolean succeeded() {
    return this instanceof Succeeded;
  }

  /** Whether the stage failed with one of {@code codes}. */
  default boolean failedWith(Failure.Code... codes) {
    if (!(this instanceof Failed(Failure failure, Duration took))) {
      return false;
    }
    for (Failure.Code code : codes) {
      if (failure.code() == code) {
        return true;
      }
    }
    return false;
  }
}
