package preflight.interception;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression that is looked for in whole documents, and costs next to nothing where they
 * lack the plain text that it demands.
 */
final class MarkupPattern {

  private final String regex;
  private final String demanded;

  /** Compiled when first needed; compiling twice does no harm. */
  private Optional<Pattern> compiled = Optional.empty();

  MarkupPattern(String regex) {
    this.regex = regex;
    this.demanded = demanded(regex);
  }

  /** The first match in {@code document}. */
  Optional<String> find(HtmlDocument document) {
    if (!document.lowerCase().contains(demanded)) {
      return Optional.empty();
    }
    Pattern pattern = compiled.orElseGet(() -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    compiled = Optional.of(pattern);
    return first(pattern, document.head()).or(() -> first(pattern, document.body()));
  }

  /** The longest text, in lower case, that every match contains; empty where none is sure. */
  static String demanded(String regex) {
    String longest = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int at = 0; at < regex.length(); at++) {
      char next = regex.charAt(at);
      boolean escaped = next == '\\' && at + 1 < regex.length();
      if (escaped) {
        at++;
        next = regex.charAt(at);
      } else if (next == '|' && depth == 0) {
        return "";
      } else if (next == '(' || next == '[') {
        depth++;
      } else if (next == ')' || next == ']') {
        depth--;
      }
      boolean plain = depth == 0 && (escaped ? !Character.isLetterOrDigit(next) : text(next));
      if (!plain && optional(next, escaped) && !run.isEmpty()) {
        run.setLength(run.length() - 1);
      }
      if (plain) {
        run.append(next);
      }
      if (!plain || at + 1 == regex.length()) {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
      }
      if (!escaped && next == '{' && depth == 0) {
        at = regex.indexOf('}', at);
      }
    }
    return longest.toLowerCase(Locale.ROOT);
  }

  private static boolean text(char next) {
    return Character.isLetterOrDigit(next) || " <>/\"'=:;,!&%#-_~@".indexOf(next) >= 0;
  }

  private static boolean optional(char next, boolean escaped) {
    return !escaped && (next == '?' || next == '*' || next == '{');
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
