package preflight.plan;

import java.util.List;
import java.util.Optional;

/** Which client families count ({@code --clients}). */
public sealed interface ClientSelection {

  /** The families' labels; empty where the container's tools decide. */
  Optional<List<String>> named();

  /** The families whose tool the container holds; every family where none is found. */
  record Auto() implements ClientSelection {
    @Override
    public Optional<List<String>> named() {
      return Optional.empty();
    }
  }

  /**
   * These families and no others.
   *
   * @param labels family names as the catalogue of families has them, for example {@code curl}
   */
  record Only(List<String> labels) implements ClientSelection {
    public Only {
      labels = List.copyOf(labels);
    }

    @Override
    public Optional<List<String>> named() {
      return Optional.of(labels);
    }
  }
}
