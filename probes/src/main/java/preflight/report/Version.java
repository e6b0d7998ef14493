package preflight.report;

/** Tells which Preflight wrote a line. */
public final class Version {

  private static final String CURRENT = Resource.text("version.txt").strip();

  private Version() {}

  /** The version of this library as it was built, for example {@code 0.1.0}. */
  public static String current() {
    return CURRENT;
  }
}
