package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.observation.Failure;
import preflight.observation.RouteCheck;

/** Turns facts into the parts of a sentence. */
final class Phrase {

  private Phrase() {}

  /** {@code a, b and c}; each word once. */
  static String list(Stream<String> words) {
    List<String> distinct = words.distinct().toList();
    if (distinct.size() < 2) {
      return String.join("", distinct);
    }
    return String.join(", ", distinct.subList(0, distinct.size() - 1))
        + " and "
        + distinct.getLast();
  }

  /** {@code a refuses} or {@code a and b refuse}. */
  static String doing(Stream<String> subjects, String singular, String plural) {
    List<String> distinct = subjects.distinct().toList();
    return list(distinct.stream()) + " " + (distinct.size() == 1 ? singular : plural);
  }

  /** {@code TCP_REFUSED (Connection refused)}; {@code no answer in time} where nothing ended. */
  static String failure(RouteCheck check) {
    return check.failure().map(Phrase::failure).orElse("no answer in time");
  }

  /** The same of one failure. */
  static String failure(Failure failure) {
    String code = failure.code().name();
    return failure.detail().isBlank() ? code : code + " (" + failure.detail() + ")";
  }
}
