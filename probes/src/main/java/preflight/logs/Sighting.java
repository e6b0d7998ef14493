package preflight.logs;

import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Cause;

/**
 * One place in a log that shows a symptom.
 *
 * @param tool who said it
 * @param symptom what it shows
 * @param way whom the tool asked
 * @param host whom it wanted to reach, where it says so
 * @param port and on which port
 * @param from where in the text the words begin
 * @param to where they end
 */
record Sighting(
    String tool,
    Symptom symptom,
    Way way,
    Optional<String> host,
    Optional<Integer> port,
    int from,
    int to) {

  /** What explains it, most likely first. */
  List<Cause> causes() {
    return symptom.causes(way);
  }

  /** What tells those causes apart. */
  Decider decider() {
    return way == Way.METADATA && symptom.decider() == Decider.CHECK
        ? Decider.METADATA
        : symptom.decider();
  }

  boolean overlaps(Sighting other) {
    return from < other.to && other.from < to;
  }
}
