package preflight.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Cause;

/**
 * One thing that went wrong, as one passage tells it: sightings that have causes in common.
 *
 * @param causes most likely first; what all the sightings allow
 * @param sighting the most telling one
 */
record Failed(List<Cause> causes, Sighting sighting) {

  private static final Comparator<Sighting> TELLING =
      Comparator.comparing((Sighting sighting) -> !sighting.symptom().decisive())
          .thenComparing(sighting -> sighting.symptom().weak())
          .thenComparing(sighting -> sighting.symptom().page())
          .thenComparingInt(sighting -> sighting.causes().size())
          .thenComparingInt(Sighting::from);

  /** What the sightings of one passage come to. */
  static List<Failed> of(List<Sighting> sightings) {
    List<Failed> failures = new ArrayList<>();
    for (Sighting sighting : sightings.stream().sorted(TELLING).toList()) {
      if (sighting.causes().isEmpty()) {
        continue;
      }
      int index = 0;
      while (index < failures.size() && !failures.get(index).isToldBy(sighting)) {
        index++;
      }
      if (index == failures.size()) {
        failures.add(new Failed(sighting.causes(), sighting));
      } else {
        failures.set(index, failures.get(index).narrowed(sighting));
      }
    }
    failures.sort(Comparator.comparingInt(failed -> failed.sighting().from()));
    return failures;
  }

  /** Whether the sighting is of the same failure. */
  private boolean isToldBy(Sighting other) {
    if (sighting.symptom().decisive() && other.symptom().page()) {
      return true;
    }
    if (other.symptom().page() && sighting.tool().equals(other.tool())) {
      return sameHost(other); // The same page's other mark, whatever it shows by itself.
    }
    return other.causes().stream().anyMatch(causes::contains) && sameHost(other);
  }

  private boolean sameHost(Sighting other) {
    Optional<String> host = sighting.host();
    return host.isEmpty() || other.host().isEmpty() || host.equals(other.host());
  }

  private Failed narrowed(Sighting other) {
    List<Cause> common = causes.stream().filter(other.causes()::contains).toList();
    if (sighting.symptom().decisive() || other.symptom().weak()) {
      return this;
    }
    return new Failed(
        common.isEmpty() ? causes : common,
        sighting.host().isEmpty() && other.host().isPresent()
            ? new Sighting(
                sighting.tool(),
                sighting.symptom(),
                sighting.way(),
                other.host(),
                other.port(),
                sighting.from(),
                sighting.to())
            : sighting);
  }
}
