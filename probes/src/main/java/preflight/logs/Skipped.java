package preflight.logs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import preflight.logs.RecordReader.Shape;

/** Counts what could not be read as it was meant, to say so. */
final class Skipped {

  private final Map<Shape, Long> counts = new EnumMap<>(Shape.class);
  private final Map<Shape, Place> firsts = new EnumMap<>(Shape.class);
  private final List<String> sources = new ArrayList<>();

  void note(Shape shape, Place place) {
    if (shape == Shape.CUT || shape == Shape.OVERLONG) {
      counts.merge(shape, 1L, Long::sum);
      firsts.putIfAbsent(shape, place);
    }
  }

  /** A source ended before its end. */
  void broken(String words) {
    sources.add(words);
  }

  /** A sentence for each kind. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>(sources);
    counts.forEach((shape, count) -> sentences.add(count + sentence(shape) + firsts.get(shape)));
    return sentences;
  }

  private static String sentence(Shape shape) {
    return switch (shape) {
      case CUT -> " JSON entries lack their end and are read as text, the first at ";
      case OVERLONG -> " records are longer than 2 MB and are read up to there, the first at ";
      case OBJECT, TEXT -> " records, the first at ";
    };
  }
}
