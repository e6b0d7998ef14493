package preflight.diagnosis;

import java.util.Locale;

/** How surely the evidence leads to the cause. */
public enum Confidence {
  /** Nothing else gives this evidence. */
  CERTAIN,
  /** The most probable of few causes. */
  LIKELY,
  /** One of several causes. */
  POSSIBLE;

  /** The word used in JSON, for example {@code certain}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
