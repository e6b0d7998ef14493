package preflight.interception;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that an answer shows or does not show: what the table of interceptors is made of. */
@FunctionalInterface
interface Mark {

  /** RFC 9110, section 7.6.3; Squid's, which stay where Via is off; RFC 9211. */
  List<String> PASSED_ON = List.of("Via", "X-Cache", "X-Cache-Lookup", "Cache-Status");

  /** The mark in words, where {@code context} shows it. */
  Optional<String> in(AnswerInContext context);

  /** A field, one of whose values is {@code regex} as a whole, in any case. */
  static Mark field(String name, String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return context ->
        context.answer().all(name).stream()
            .filter(value -> pattern.matcher(value).matches())
            .map(value -> Printable.field(name, value))
            .findFirst();
  }

  /** The lack of a field. */
  static Mark without(String name) {
    return context ->
        context.answer().header(name).isEmpty() ? Optional.of("no " + name) : Optional.empty();
  }

  /** The lack of all fields by which a proxy says that it passes somebody's answer on. */
  static Mark notPassedOn() {
    return context ->
        PASSED_ON.stream().allMatch(name -> context.answer().header(name).isEmpty())
            ? Optional.of("no Via or X-Cache")
            : Optional.empty();
  }

  /** One status code. */
  static Mark status(int code) {
    return context ->
        context.answer().status() == code ? Optional.of("status " + code) : Optional.empty();
  }

  /** A status code of 400 or above. */
  static Mark error() {
    return context ->
        context.answer().status() >= 400
            ? Optional.of("status " + context.answer().status())
            : Optional.empty();
  }

  /** The whole reason phrase. */
  static Mark reason(String phrase) {
    return context ->
        context.answer().reason().equalsIgnoreCase(phrase)
            ? Optional.of("reason phrase \"" + phrase + "\"")
            : Optional.empty();
  }

  /** The whole title of an HTML document. */
  static Mark title(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return context ->
        context
            .document()
            .map(HtmlDocument::title)
            .filter(title -> pattern.matcher(title).matches())
            .map(title -> "title \"" + Printable.text(title) + "\"");
  }

  /** {@code regex} anywhere in an HTML document; a tag that is quoted there is escaped. */
  static Mark markup(String regex) {
    MarkupPattern pattern = new MarkupPattern(regex);
    return context ->
        context
            .document()
            .flatMap(pattern::find)
            .map(found -> "the page has " + Printable.url(found));
  }

  /** The whole content, white space around it aside. */
  static Mark content(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return context -> {
      Matcher matcher = pattern.matcher(context.answer().bodyLatin1().strip());
      return matcher.matches() ? Optional.of(words(matcher.group())) : Optional.empty();
    };
  }

  /**
   * A redirect whose URL starts with {@code regex}, unless the one that was asked for does, too: a
   * vendor's own service leads to itself.
   */
  static Mark redirect(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return context ->
        Redirect.of(context)
            .filter(redirect -> pattern.matcher(redirect.location()).lookingAt())
            .filter(redirect ->
                context
                    .requested()
                    .filter(asked -> pattern.matcher(asked.toString()).lookingAt())
                    .isEmpty())
            .map(redirect -> "redirect to " + redirect);
  }

  private static String words(String content) {
    return "the whole content is \"" + Printable.text(content) + "\"";
  }
}
