package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.observation.Failure;
import preflight.observation.RouteCheck;
import preflight.route.Route;

/** Turns facts into the parts of a sentence. */
final class Phrase {

  /** More words than these nobody reads. */
  private static final int LONGEST_LIST = 20;

  private static final int SHOWN = 10;

  /** Characters. */
  private static final int LONGEST_SERIES = 60;

  private Phrase() {}

  /** {@code a, b and c}; each word once, and very many cut: {@code a, b and 40 more}. */
  static String list(Stream<String> words) {
    List<String> shown = shown(words);
    if (shown.size() < 2) {
      return String.join("", shown);
    }
    return String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.getLast();
  }

  /** {@code a, b, c}, as a list of targets is written; else the same. */
  static String series(Stream<String> words) {
    return String.join(", ", shown(words));
  }

  /** The same in a summary, where many would push the cause out of sight: {@code a, b, 7 more}. */
  static String shortSeries(Stream<String> words) {
    List<String> distinct = words.distinct().toList();
    int shown = 0;
    int length = 0;
    while (shown < distinct.size()
        && (shown == 0 || length + distinct.get(shown).length() <= LONGEST_SERIES)) {
      length += distinct.get(shown++).length() + 2;
    }
    String series = String.join(", ", distinct.subList(0, shown));
    return shown == distinct.size() ? series : series + ", " + (distinct.size() - shown) + " more";
  }

  private static List<String> shown(Stream<String> words) {
    List<String> distinct = words.distinct().toList();
    if (distinct.size() <= LONGEST_LIST) {
      return distinct;
    }
    return Stream.concat(
            distinct.stream().limit(SHOWN), Stream.of(distinct.size() - SHOWN + " more"))
        .toList();
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

  /** {@code TCP_REFUSED: Connection refused}, for a place that is in brackets already. */
  static String failureInBrackets(RouteCheck check) {
    return failure(check).replaceFirst("^([A-Z_]+) \\((.*)\\)$", "$1: $2");
  }

  /** {@code directly} or {@code through http://proxy.corp:3128}. */
  static String way(RouteCheck check) {
    return check.route() instanceof Route.Direct ? "directly" : "through " + check.route().via();
  }

  /** The same of one failure. */
  static String failure(Failure failure) {
    String code = failure.code().name();
    return failure.detail().isBlank() ? code : code + " (" + failure.detail() + ")";
  }
}
