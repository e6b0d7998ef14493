package preflight.interception;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Squid's error templates leave in a page in every language and since 2.x, read at the places
 * where the templates put it.
 *
 * <p>Source: Squid's {@code errors/templates} and the placeholders of {@code src/errorpage.cc}. A
 * part that is missing, cut off or garbled is empty; the others stand for themselves.
 *
 * @param document where it stands
 * @param bodyId {@code %c} in the first {@code body} tag, for example {@code ERR_ACCESS_DENIED}
 * @param closingId {@code %c} in the comment that closes the page
 * @param mailId {@code %c} in the subject of the mail that {@code %W} prepares
 * @param url {@code %U}, as Squid saw it
 * @param errno in {@code %E}
 * @param generatedAt {@code %T} in the footer
 * @param host {@code %h} in the footer, or in the mail
 * @param software {@code %s} in the footer, for example {@code squid/5.7}
 */
record SquidPage(
    HtmlDocument document,
    Optional<String> bodyId,
    Optional<String> closingId,
    Optional<String> mailId,
    Optional<String> url,
    Optional<Integer> errno,
    Optional<Instant> generatedAt,
    Optional<String> host,
    Optional<String> software) {

  private static final String ERROR_ID = "((?:\\d{3}:)?ERR_[A-Z0-9_]{1,60})";
  private static final Pattern BODY_ID =
      Pattern.compile(
          "<body\\s{1,8}+id=[\"']?" + ERROR_ID + "[\"']?\\s{0,8}>", Pattern.CASE_INSENSITIVE);

  /** At the page's end: nothing but closing tags follows, and the rest of a chunk. */
  private static final Pattern CLOSING_ID =
      Pattern.compile(
          "<!-- " + ERROR_ID + " -->(?:[\\s0]{0,16}+</[a-z]{1,8}>){0,4}+[\\s0]{0,16}+$");

  private static final Pattern MAIL_ID =
      Pattern.compile(
          "[?]subject=CacheErrorInfo%20-%20"
              + ERROR_ID
              + "(?:&(?:amp;)?body=CacheHost%3A%20([\\w.\\-]{1,255}))?");

  private static final Pattern URL =
      Pattern.compile("<a href=\"([^\"<>\\s]{1,2000})\">\\1</a>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ERRNO =
      Pattern.compile("<i>\\((\\d{1,3})\\) |%0AErr%3A%20%28(\\d{1,3})%29");
  private static final Pattern TIME =
      Pattern.compile("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  private static final Pattern HOST_AND_SOFTWARE =
      Pattern.compile("([\\w.\\-]{1,255}) ?\\(([\\w.\\-/ ]{1,100})\\)");
  private static final Pattern UNEXPANDED = Pattern.compile("<body id=\"?%c|%h ?\\(%s\\)| %T ");

  private static final Pattern FOOTER =
      Pattern.compile("<div id=\"footer\">|<address>|<hr\\b", Pattern.CASE_INSENSITIVE);

  /** The footer is what the page ends with; some 200 characters, and an administrator's names. */
  private static final int FOOTER_LIMIT = 1024;

  static SquidPage of(HtmlDocument document) {
    String body = document.content();
    String end = body.substring(Math.max(0, body.length() - FOOTER_LIMIT));
    String footer = footer(end);
    Matcher opening = BODY_ID.matcher(body);
    Matcher mail = MAIL_ID.matcher(body);
    boolean mailed = mail.find();
    Optional<Instant> time = time(footer);
    Optional<Matcher> origin =
        time.map(dated -> HOST_AND_SOFTWARE.matcher(footer)).filter(Matcher::find);
    return new SquidPage(
        document,
        opening.lookingAt() ? Optional.of(opening.group(1)) : Optional.empty(),
        first(CLOSING_ID, end),
        mailed ? Optional.of(mail.group(1)) : Optional.empty(),
        first(URL, body),
        first(ERRNO, body).map(Integer::valueOf),
        time,
        origin
            .map(found -> found.group(1))
            .or(() -> mailed ? Optional.ofNullable(mail.group(2)) : Optional.empty()),
        origin.map(found -> found.group(2)));
  }

  boolean headHas(String markup) {
    return document.head().contains(markup);
  }

  boolean bodyHas(String... markup) {
    return Stream.of(markup).allMatch(document.content()::contains);
  }

  /** Whether this is a template that no Squid has filled in. */
  boolean unexpanded() {
    return UNEXPANDED.matcher(document.content()).find();
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

  /** From the last rule or footer on, up to the page's end. */
  private static String footer(String end) {
    Matcher start = FOOTER.matcher(end);
    int at = end.length();
    while (start.find()) {
      at = start.start();
    }
    return end.substring(at);
  }

  private static Optional<Instant> time(String footer) {
    Matcher time = TIME.matcher(footer);
    return time.find() ? instant(time.group()) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Stream.of(1, matcher.groupCount())
        .flatMap(group -> Optional.ofNullable(matcher.group(group)).stream())
        .findFirst();
  }
}
