package preflight.report;

/** Whether a text is coloured. */
public enum Style {
  /** Not a single escape sequence: for files and logs. */
  PLAIN,
  /** ANSI colours (ECMA-48, section 8.3.117): for a terminal. */
  ANSI;

  /** What a word means to its reader. */
  enum Tone {
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31");

    private final String parameter;

    Tone(String parameter) {
      this.parameter = parameter;
    }
  }

  String paint(Tone tone, String word) {
    return switch (this) {
      case PLAIN -> word;
      case ANSI -> "\u001b[1;" + tone.parameter + "m" + word + "\u001b[0m";
    };
  }
}
