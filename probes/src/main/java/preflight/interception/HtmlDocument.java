package preflight.interception;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.observation.HttpAnswer;

/**
 * A body that is served as HTML and starts as HTML, cut where its {@code body} element begins, and
 * where another document is pasted into it.
 *
 * <p>Marks are looked for at their own place in it. A page that quotes another page has a head, a
 * title and a {@code body} tag of its own before the quoted ones, and escapes what it quotes.
 *
 * @param head everything before the first {@code body} tag; all there is where none came
 * @param body from the first {@code body} tag on, up to another document; may be empty
 * @param lowerCase both of them, for a quick look
 */
record HtmlDocument(String head, String body, String lowerCase) {

  /**
   * What may stand before the first tag: a byte order mark, one left-over chunk size (RFC 9112,
   * section 7.1), an XML declaration, comments, and the white space that templates leave.
   */
  private static final String BEFORE =
      "(?:\u00ef\u00bb\u00bf)?\\s{0,4096}+(?:\\p{XDigit}{1,8}[^\r\n<]{0,64}\r?\n)?\\s{0,4096}+"
          + "(?:<\\?xml[^>]{0,200}>\\s{0,4096}+)?(?:<!--(?s:.{0,2000}?)-->\\s{0,4096}+){0,8}+";

  private static final Pattern DOCUMENT =
      Pattern.compile(BEFORE + "<(?:!doctype\\s{1,8}+html|html|head)\\b", Pattern.CASE_INSENSITIVE);

  /** Where the answer says that it is HTML, a fragment will do. */
  private static final Pattern FRAGMENT =
      Pattern.compile(BEFORE + "<[a-z]", Pattern.CASE_INSENSITIVE);

  private static final Pattern BODY = Pattern.compile("<body\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern ANOTHER =
      Pattern.compile("<!doctype\\b|<html\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{0,200})</title>", Pattern.CASE_INSENSITIVE);

  static Optional<HtmlDocument> of(HttpAnswer answer) {
    Optional<Boolean> servedAsHtml =
        answer
            .header("Content-Type")
            .map(type -> type.regionMatches(true, 0, "text/html", 0, "text/html".length()));
    if (!servedAsHtml.orElse(true)) {
      return Optional.empty();
    }
    String text = answer.bodyLatin1();
    boolean html =
        DOCUMENT.matcher(text).lookingAt()
            || (servedAsHtml.isPresent() && FRAGMENT.matcher(text).lookingAt());
    return html ? Optional.of(cut(text)) : Optional.empty();
  }

  private static HtmlDocument cut(String text) {
    Matcher bodyTag = BODY.matcher(text);
    int start = bodyTag.find() ? bodyTag.start() : text.length();
    Matcher another = ANOTHER.matcher(text).region(start, text.length());
    int end = another.find() ? another.start() : text.length();
    return new HtmlDocument(
        text.substring(0, start),
        text.substring(start, end),
        text.substring(0, end).toLowerCase(Locale.ROOT));
  }

  /** The title in the head; empty where there is none. */
  String title() {
    Matcher title = TITLE.matcher(head);
    return title.find() ? title.group(1).strip() : "";
  }

  /** What a reader sees: the body; all of it where no {@code body} tag came. */
  String content() {
    return body.isEmpty() ? head : body;
  }
}
