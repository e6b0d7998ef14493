package preflight.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a Python package, as far as its behaviour depends on it.
 *
 * @param text as the package writes it, for example {@code 2.28.1}
 */
public record PythonRelease(int major, int minor, String text) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.\\w+]{0,40})");

  /** Reads {@code MAJOR.MINOR...}; empty for any other text. */
  public static Optional<PythonRelease> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new PythonRelease(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), text))
        : Optional.empty();
  }

  /** Whether it is older than {@code otherMajor.otherMinor}. */
  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
