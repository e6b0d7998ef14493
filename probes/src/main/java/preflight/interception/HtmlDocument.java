package preflight.interception;

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
 */
record HtmlDocument(String head, String body) {

  /** A byte order mark and one left-over chunk size (RFC 9112, section 7.1) are let through. */
  private static final Pattern START =
      Pattern.compile(
          "(?:\u00ef\u00bb\u00bf)?\\s{0,64}+(?:\\p{XDigit}{1,8}[^\r\n<]{0,64}\r?\n)?\\s{0,64}+"
              + "(?:<\\?xml[^>]{0,200}>\\s{0,64}+)?<(?:!doctype\\s{1,8}+html|html|head)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BODY = Pattern.compile("<body\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern ANOTHER =
      Pattern.compile("<!doctype\\b|<html\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{0,200})</title>", Pattern.CASE_INSENSITIVE);

  static Optional<HtmlDocument> of(HttpAnswer answer) {
    boolean servedAsHtml =
        answer
            .header("Content-Type")
            .map(type -> type.regionMatches(true, 0, "text/html", 0, "text/html".length()))
            .orElse(true);
    String text = answer.bodyLatin1();
    if (!servedAsHtml || !START.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    Matcher bodyTag = BODY.matcher(text);
    int cut = bodyTag.find() ? bodyTag.start() : text.length();
    Matcher another = ANOTHER.matcher(text).region(cut, text.length());
    int end = another.find() ? another.start() : text.length();
    return Optional.of(new HtmlDocument(text.substring(0, cut), text.substring(cut, end)));
  }

  /** The title in the head; empty where there is none. */
  String title() {
    Matcher title = TITLE.matcher(head);
    return title.find() ? title.group(1).strip() : "";
  }
}
