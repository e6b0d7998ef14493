package preflight.observation;

import java.util.Locale;

/** The steps of one attempt, in their order. */
public enum Stage {
  DNS,
  TCP,
  PROXY,
  TLS,
  HTTP,
  IDENTITY;

  /** The word used in JSON and text, for example {@code dns}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
