package preflight.interception;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Squid's error templates leave in a page in every language and since 3.1, read at the places
 * where the templates put it.
 *
 * <p>Source: Squid's {@code errors/templates} and the placeholders of {@code src/errorpage.cc}. A
 * part that is missing, cut off or garbled is empty; the others stand for themselves.
 *
 * @param document where it stands
 * @param bodyId {@code %c} in the first {@code body} tag, for example {@code ERR_ACCESS_DENIED}
 * @param closingId {@code %c} in the comment that closes the page
 * @param url {@code %U}, as Squid saw it
 * @param errno in {@code %E}
 * @param generatedAt {@code %T} in the footer
 * @param host {@code %h} in the footer
 * @param software {@code %s} in the footer, for example {@code squid/5.7}
 */
record SquidPage(
    HtmlDocument document,
    Optional<String> bodyId,
    Optional<String> closingId,
    Optional<String> url,
    Optional<Integer> errno,
    Optional<Instant> generatedAt,
    Optional<String> host,
    Optional<String> software) {

  private static final String ERROR_ID = "((?:\\d{3}:)?ERR_[A-Z0-9_]{1,60})";
  private static final Pattern BODY_ID =
      Pattern.compile("<body\\s{1,8}+id=\"?" + ERROR_ID + "\"?\\s{0,8}>", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSING_ID =
      Pattern.compile("<!-- " + ERROR_ID + " -->\\s{0,16}+</div>\\s{0,16}+</body>");
  private static final Pattern URL = Pattern.compile("<a href=\"([^\"<>\\s]{1,2000})\">\\1</a>");
  private static final Pattern ERRNO = Pattern.compile("<i>\\((\\d{1,3})\\) ");
  private static final Pattern TIME =
      Pattern.compile("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  private static final Pattern HOST_AND_SOFTWARE =
      Pattern.compile("([^\\s<>()]{1,255}) \\(([^()<>]{1,100})\\)\\s{0,16}+</?[pd]");
  private static final Pattern UNEXPANDED = Pattern.compile("<body id=\"?%c|%h \\(%s\\)| %T ");

  private static final String FOOTER = "<div id=\"footer\">";

  /** The footer is what the page ends with; some 200 characters, and an administrator's names. */
  private static final int FOOTER_LIMIT = 1024;

  static SquidPage of(HtmlDocument document) {
    String body = document.body();
    String end = body.substring(Math.max(0, body.length() - FOOTER_LIMIT));
    int footerAt = end.lastIndexOf(FOOTER);
    String footer = footerAt < 0 ? "" : end.substring(footerAt);
    Matcher opening = BODY_ID.matcher(body);
    Matcher origin = HOST_AND_SOFTWARE.matcher(footer);
    boolean signed = origin.find();
    return new SquidPage(
        document,
        opening.lookingAt() ? Optional.of(opening.group(1)) : Optional.empty(),
        first(CLOSING_ID, footer),
        first(URL, body),
        first(ERRNO, body).map(Integer::valueOf),
        time(footer),
        signed ? Optional.of(origin.group(1)) : Optional.empty(),
        signed ? Optional.of(origin.group(2)) : Optional.empty());
  }

  boolean headHas(String markup) {
    return document.head().contains(markup);
  }

  boolean bodyHas(String markup) {
    return document.body().contains(markup);
  }

  /** Whether this is a template that no Squid has filled in. */
  boolean unexpanded() {
    return UNEXPANDED.matcher(document.body()).find();
  }

  /** Reads an HTTP date (RFC 9110, section 5.6.7). */
  static Optional<Instant> instant(String httpDate) {
    try {
      return Optional.of(
          ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String footer) {
    Matcher time = TIME.matcher(footer);
    return time.find() ? instant(time.group()) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
