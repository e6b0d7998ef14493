package preflight.agent;

/** Exit statuses. Public interface: scripts, Cloud Run and the launcher read them. */
enum ExitStatus {
  /** The gate is open, or the command did what it was asked. */
  OK(0),
  /** The command line is wrong (EX_USAGE of sysexits.h). */
  WRONG_USAGE(64),
  /** What is to be read cannot be read (EX_DATAERR). */
  UNREADABLE(65),
  /**
   * A required target fails (EX_UNAVAILABLE); {@code --blocked-exit-code} changes it. {@code
   * diagnose}: a cause was found.
   */
  BLOCKED(69),
  /** Preflight itself is at fault (EX_SOFTWARE). */
  FAULT(70),
  /** A variable or the configuration file is wrong (EX_CONFIG). */
  WRONG_CONFIGURATION(78);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
