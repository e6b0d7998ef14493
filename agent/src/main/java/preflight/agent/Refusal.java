package preflight.agent;

/**
 * Tells the user what to correct before anything is probed: one line with the place and the mend.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final ExitStatus status;

  Refusal(Place place, String mend) {
    super(place.text() + ": " + mend);
    this.status = place.status();
  }

  ExitStatus status() {
    return status;
  }

  /** The line, without its end. */
  String line() {
    return "preflight: " + getMessage();
  }
}
