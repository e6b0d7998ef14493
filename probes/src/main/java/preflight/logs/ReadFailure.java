package preflight.logs;

import java.io.IOException;
import java.util.Objects;

/** Puts the failure of a read into words. */
final class ReadFailure {

  private ReadFailure() {}

  static String words(IOException failure) {
    return Mask.line(
        Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName()));
  }
}
