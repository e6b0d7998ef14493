package preflight.diagnosis;

/** What a broken network does to the workload ({@code --gate}). */
public sealed interface Gate {

  /** It stays closed where a required target fails. */
  record Enforce() implements Gate {
    @Override
    public String label() {
      return "enforce";
    }
  }

  /** It opens whatever is found; what would have been stopped is reported. */
  record Warn() implements Gate {
    @Override
    public String label() {
      return "warn";
    }
  }

  /**
   * Nothing is probed and it opens.
   *
   * @param reason why, from the person who switched it off; may be empty
   */
  record Off(String reason) implements Gate {
    @Override
    public String label() {
      return "off";
    }
  }

  /** {@code enforce}, {@code warn} or {@code off}. */
  String label();
}
