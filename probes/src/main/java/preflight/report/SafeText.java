package preflight.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes foreign words harmless: no control character reaches a terminal, no credential a log.
 *
 * <p>Credentials are masked where they are observed; masking them here once more is the last line
 * of defence. Commands and values are not masked, since they are to be pasted as they stand: they
 * are built from parts that hold no credentials.
 */
final class SafeText {

  /** Control, formatting (bidirectional overrides among them) and unpaired surrogate characters. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]");

  private static final Pattern BLANK = Pattern.compile("[\\t\\r\\n]+");

  /**
   * @param only texts that have this in them can hold such a secret: nearly none, at a glance
   */
  private record Mask(String only, Pattern secret, String instead) {
    Mask(String only, String secret, String instead) {
      this(only, Pattern.compile(secret), instead);
    }

    String over(String text) {
      return text.contains(only) ? secret.matcher(text).replaceAll(instead) : text;
    }
  }

  /** Over-eager rather than not: a slash in a password, an at sign in a path. */
  private static final List<Mask> MASKS =
      List.of(
          new Mask("://", "(?<=://)[^\\s'\"]*@", "***@"),
          new Mask("?", "(/[^\\s?'\"]*)\\?[^\\s'\")]+", "$1?***"),
          new Mask(
              " ", "\\b((?i:bearer|basic|negotiate))\\s+(?=\\S*[A-Z0-9])[\\w+/=.~-]{8,}", "$1 ***"),
          new Mask(":", "\\b((?i:(?:set-)?cookie)):\\s*\\S+", "$1: ***"),
          new Mask(
              "=",
              "((?i:password|passwd|secret|token|api[_-]?key|cookie))=[^\\s&,;'\"]+",
              "$1=***"),
          new Mask("", "\\b(ya29\\.|eyJ|gh[opsur]_)[\\w.-]{8,}", "***"));

  private SafeText() {}

  /** One printable line; anything unprintable becomes U+FFFD. */
  static String printable(String text) {
    return isPrintableAscii(text)
        ? text
        : UNPRINTABLE.matcher(BLANK.matcher(text).replaceAll(" ")).replaceAll("\uFFFD");
  }

  /** As nearly every word of a report is. */
  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** One printable line without userinfo, query strings and tokens. */
  static String masked(String text) {
    String masked = printable(text);
    for (Mask mask : MASKS) {
      masked = mask.over(masked);
    }
    return masked;
  }

  /** At most {@code length} characters, an ellipsis in place of what is left out. */
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Math.max(0, length - 1);
    return text.substring(
            0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
