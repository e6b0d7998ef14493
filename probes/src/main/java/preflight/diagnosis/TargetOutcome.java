package preflight.diagnosis;

import java.util.Locale;

/** What a target's checks come to. */
public enum TargetOutcome {
  /** Every route that counts reached it. */
  REACHABLE,
  /** Reached, and part of it does not work: an address, or a recognisable identity. */
  DEGRADED,
  /** Not reached, and asked too seldom to say that it never will be. */
  NOT_READY,
  /** Not reached. */
  UNREACHABLE;

  /** The word used in JSON, for example {@code not-ready}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the workload can use the target. */
  public boolean usable() {
    return this == REACHABLE || this == DEGRADED;
  }
}
