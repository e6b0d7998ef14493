package preflight.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a proxy's page says of itself, wherever in it a mark was found. */
final class ErrorPage {

  private static final String END = "</html>";

  /** Squid's words, before a link. */
  private static final Pattern ASKED =
      Pattern.compile("retrieve the URL:\\s*<a href=\\\\?\"(https?://[^\\s\"'\\\\<>]{1,2000})");

  private ErrorPage() {}

  /** The URL that was asked for; empty where the page names none. */
  static Optional<String> url(String text, int mark) {
    int end = text.indexOf(END, mark);
    Matcher asked = ASKED.matcher(text);
    asked.region(Math.max(0, text.lastIndexOf(END, mark)), end < 0 ? text.length() : end);
    return asked.find() ? Optional.of(asked.group(1)) : Optional.empty();
  }
}
