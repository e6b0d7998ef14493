package preflight.interception;

import java.util.regex.Pattern;

/** Makes a stranger's text fit for a sentence: one line, short, without query or credentials. */
final class Printable {

  private static final int LIMIT = 160;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]{0,1024}@");
  private static final Pattern QUERY = Pattern.compile("[?#].*");

  private Printable() {}

  static String text(String foreign) {
    String start = foreign.substring(0, Math.min(foreign.length(), LIMIT));
    return UNPRINTABLE.matcher(start).replaceAll("?").strip();
  }

  static String url(String foreign) {
    String bare = QUERY.matcher(foreign).replaceFirst("");
    return text(USER_INFO.matcher(bare).replaceFirst("//"));
  }

  /** {@code Name: value}, as people write a field line. */
  static String field(String name, String value) {
    return text(name + ": " + value);
  }
}
