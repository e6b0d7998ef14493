package preflight.plan;

import java.util.List;

/** Which client families count ({@code --clients}). */
public sealed interface ClientSelection {

  /** The families whose tool the container holds; every family where none is found. */
  record Auto() implements ClientSelection {}

  /**
   * These families and no others.
   *
   * @param labels family names as the catalogue of families has them, for example {@code curl}
   */
  record Only(List<String> labels) implements ClientSelection {
    public Only {
      labels = List.copyOf(labels);
    }
  }
}
