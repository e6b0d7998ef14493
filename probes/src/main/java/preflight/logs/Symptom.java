package preflight.logs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;

/**
 * What a log line shows, whatever tool wrote it, and the causes that explain it.
 *
 * @param name as the table of signatures calls it
 * @param seen the fact in words
 * @param causes most likely first, for each way that the client may have gone; at most three
 * @param decider what tells those causes apart
 * @param weight how it stands beside others of the same passage
 */
record Symptom(
    String name, String seen, Map<Way, List<Cause>> causes, Decider decider, Weight weight) {

  /** How a symptom stands beside others of the same passage. */
  enum Weight {
    /** It tells the whole story: what else is seen of it narrows nothing. */
    DECISIVE,
    /** It narrows others, and is narrowed by them. */
    USUAL,
    /** It adds nothing to what others tell. */
    WEAK,
    /** A page that came as an answer: it belongs to whoever got it. */
    PAGE
  }

  private static final Map<String, Symptom> ALL = read();

  /** The symptom of that name; a test holds the tables to naming no other. */
  static Optional<Symptom> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Stream<Symptom> all() {
    return ALL.values().stream();
  }

  boolean decisive() {
    return weight == Weight.DECISIVE;
  }

  boolean weak() {
    return weight == Weight.WEAK;
  }

  boolean page() {
    return weight == Weight.PAGE;
  }

  /** The causes for a client that went this way. */
  List<Cause> causes(Way way) {
    List<Cause> usual = causes.getOrDefault(Way.DIRECT, List.of());
    return causes.getOrDefault(
        way, way == Way.LOCAL ? causes.getOrDefault(Way.PROXIED, usual) : usual);
  }

  private static Map<String, Symptom> read() {
    Map<String, Symptom> symptoms = new LinkedHashMap<>();
    for (Block block : Block.read("symptoms.txt")) {
      Map<Way, List<Cause>> causes = new LinkedHashMap<>();
      for (Way way : Way.values()) {
        block.first(way.label()).ifPresent(codes -> causes.put(way, causes(codes)));
      }
      symptoms.put(
          block.head(),
          new Symptom(
              block.head(),
              block.first("seen").orElseThrow(),
              causes,
              Decider.named(block.first("decide").orElseThrow()),
              block
                  .first("weight")
                  .map(word -> Weight.valueOf(word.toUpperCase(Locale.ROOT)))
                  .orElse(Weight.USUAL)));
    }
    return symptoms;
  }

  private static List<Cause> causes(String codes) {
    return Arrays.stream(codes.split(" ", -1)).map(Cause::valueOf).toList();
  }
}
