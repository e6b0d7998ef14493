package preflight.probe;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes foreign words fit to be kept: one line, not too long, no credentials in it. */
final class Redaction {

  /** A longer message repeats itself or quotes a page. */
  private static final int LIMIT = 300;

  private record Mask(Pattern pattern, String replacement) {}

  private static final List<Mask> MASKS =
      List.of(
          new Mask(Pattern.compile("://[^/\\s@]*@"), "://***@"),
          new Mask(
              Pattern.compile("(?i)\\b(bearer|basic|negotiate|ntlm)\\s+[A-Za-z0-9._~+/=-]{6,}"),
              "$1 ***"),
          new Mask(
              Pattern.compile(
                  "(?i)((?:token|password|passwd|pwd|secret|key|signature|sig|assertion)[\"']?"
                      + "\\s*[=:]\\s*[\"']?)[^&\\s\"']+"),
              "$1***"),
          new Mask(Pattern.compile("ya29\\.[\\w.-]+|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"), "***"));

  private Redaction() {}

  static String line(@Nullable String words) {
    String line = String.valueOf(words).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    for (Mask mask : MASKS) {
      line = mask.pattern().matcher(line).replaceAll(mask.replacement());
    }
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
  }
}
