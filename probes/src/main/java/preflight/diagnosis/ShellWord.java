package preflight.diagnosis;

/** A text as one word of a POSIX shell's command. */
public final class ShellWord {

  private ShellWord() {}

  /** In quotes where it needs them. */
  public static String of(String text) {
    return text.matches("[A-Za-z0-9._:/=@%+-]+") ? text : quoted(text);
  }

  /** In quotes in any case. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
