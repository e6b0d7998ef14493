package preflight.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings of one cause that are too many to be read one by one: the first are told whole, the rest
 * as one.
 */
final class Alike {

  /** More of one cause than these rather are one event than as many accidents. */
  private static final int TOLD = 10;

  private static final int TARGETS_SHOWN = 10;
  private static final int FACTS_SHOWN = 5;

  /** Findings that differ in neither are told together. */
  private record Kind(Cause cause, Severity severity) {

    private static Kind of(Finding finding) {
      return new Kind(finding.cause(), finding.severity());
    }
  }

  private Alike() {}

  /** The same findings in their order, of each kind at most {@link #TOLD} and one for the rest. */
  static List<Finding> together(List<Finding> findings) {
    Map<Kind, List<Finding>> kinds =
        findings.stream()
            .collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()));
    return kinds.values().stream().flatMap(Alike::told).toList();
  }

  private static Stream<Finding> told(List<Finding> kind) {
    return kind.size() <= TOLD + 1
        ? kind.stream()
        : Stream.concat(
            kind.stream().limit(TOLD), Stream.of(rest(kind.subList(TOLD, kind.size()))));
  }

  private static Finding rest(List<Finding> rest) {
    Finding first = rest.getFirst();
    String targets = shown(rest.stream().map(Finding::target).distinct().toList());
    List<String> facts = rest.stream().limit(FACTS_SHOWN).map(Finding::summary).toList();
    return new Finding(
        first.cause(),
        first.severity(),
        Collections.max(rest.stream().map(Finding::confidence).toList()),
        targets,
        "%d more findings like those above, for %s".formatted(rest.size(), targets),
        facts,
        first.remedy(),
        rest.stream().flatMap(finding -> finding.explains().stream()).distinct().toList());
  }

  private static String shown(List<String> targets) {
    int more = targets.size() - TARGETS_SHOWN;
    return more <= 0
        ? String.join(", ", targets)
        : String.join(", ", targets.subList(0, TARGETS_SHOWN)) + ", " + more + " more";
  }
}
