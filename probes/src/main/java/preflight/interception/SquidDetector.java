package preflight.interception;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weighs the signs that Squid itself wrote an answer. */
final class SquidDetector {

  /**
   * One thing that only Squid's own answers say in their header, or two that its pages have, or
   * three traces. What a genuine service may show (a field, a layout, a date) adds up to less.
   */
  static final int THRESHOLD = 60;

  /** Clocks drift; a page that was saved is older than this. */
  private static final Duration SAVED = Duration.ofMinutes(10);

  private SquidDetector() {}

  /** Squid's signs in the answer, where they weigh enough and the page is this answer's own. */
  static Optional<Interception.Interfering> detect(AnswerInContext context) {
    SquidAnswer squid = SquidAnswer.of(context);
    Map<SquidSign, String> signs = new EnumMap<>(SquidSign.class);
    for (SquidSign sign : SquidSign.values()) {
      sign.in(squid).ifPresent(words -> signs.put(sign, words));
    }
    int score = signs.keySet().stream().mapToInt(SquidSign::weight).sum();
    boolean headerNamesSquid = signs.keySet().stream().anyMatch(SquidSign::conclusive);
    if (score < THRESHOLD || (!headerNamesSquid && quoted(squid))) {
      return Optional.empty();
    }
    return Optional.of(new Interception.Interfering(squid.author(), List.copyOf(signs.values())));
  }

  /**
   * Whether a page is somebody's content rather than this answer's own error: a template as it
   * comes with Squid, a stored file, or an old page about another host. Squid's errors carry
   * neither ETag nor Last-Modified, their footer has the time of {@code Date}, and they name the
   * URL that was asked for; a success needs one of the last two to confirm it.
   */
  private static boolean quoted(SquidAnswer squid) {
    if (squid.page().filter(SquidPage::unexpanded).isPresent()
        || squid.answer().header("ETag").isPresent()
        || squid.answer().header("Last-Modified").isPresent()) {
      return true;
    }
    Optional<Boolean> fresh = squid.age().map(age -> age.compareTo(SAVED) <= 0);
    if (fresh.isPresent()) {
      return !fresh.get();
    }
    return !squid.aboutTheRequest().orElse(!squid.context().statusClass(2));
  }
}
