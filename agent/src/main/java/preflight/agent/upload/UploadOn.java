package preflight.agent.upload;

import preflight.diagnosis.Verdict;

/** Which verdicts are kept. */
public enum UploadOn {
  /** Those that found a required target broken, whatever the gate then does. */
  BLOCKED,
  /** Every one that was probed for. */
  ALWAYS;

  boolean wants(Verdict verdict) {
    return switch (verdict.outcome()) {
      case BLOCKED -> true;
      case OPEN, OPEN_WITH_WARNINGS -> this == ALWAYS;
      case INTERRUPTED, SKIPPED -> false;
    };
  }
}
