package preflight.diagnosis;

import java.util.Locale;

/** How much a finding matters to this run. */
public enum Severity {
  /** A required target fails because of it. */
  ERROR,
  /** An optional target fails because of it, or something else deserves a look. */
  WARNING,
  /** Worth knowing; nothing fails. */
  NOTE;

  /** The word used in JSON, for example {@code error}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
