package preflight.interception;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads the table of interceptors; its grammar stands at its head. */
final class InterceptorTable {

  private String product = "";
  private String ask = "";
  private final List<Interceptor> rows = new ArrayList<>();

  private InterceptorTable() {}

  /**
   * The table's rows in their order, one a sign.
   *
   * @throws IllegalArgumentException naming the line that is none of the grammar's
   */
  static List<Interceptor> parse(String text) {
    InterceptorTable table = new InterceptorTable();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String entry = line.strip();
      if (!entry.isEmpty() && !entry.startsWith("#")) {
        try {
          table.read(entry);
        } catch (IllegalArgumentException
            | IndexOutOfBoundsException
            | NoSuchElementException wrong) {
          throw new IllegalArgumentException("line " + number + " is no entry: " + entry, wrong);
        }
      }
    }
    return List.copyOf(table.rows);
  }

  private void read(String entry) {
    String word = first(entry);
    String rest = rest(entry);
    switch (word) {
      case "product" -> {
        product = rest;
        ask = "";
      }
      case "ask" -> ask = rest;
      case "sign" -> rows.add(Interceptor.where(product, ask, rest));
      default -> rows.add(rows.removeLast().with(mark(word, rest)));
    }
  }

  private static Mark mark(String kind, String rest) {
    return switch (kind) {
      case "field" -> {
        if (rest(rest).isEmpty()) {
          throw new IllegalArgumentException("a field's name without its value");
        }
        yield Mark.field(first(rest), rest(rest));
      }
      case "without" -> Mark.without(rest);
      case "status" -> Mark.status(Integer.parseInt(rest));
      case "error" -> Mark.error();
      case "reason" -> Mark.reason(rest);
      case "title" -> Mark.title(rest);
      case "markup" -> Mark.markup(rest);
      case "content" -> Mark.content(rest);
      case "redirect" -> Mark.redirect(rest);
      default -> throw new IllegalArgumentException(kind + " is no kind of mark");
    };
  }

  private static String first(String words) {
    int space = words.indexOf(' ');
    return space < 0 ? words : words.substring(0, space);
  }

  /** What stands behind the first word. */
  private static String rest(String words) {
    return words.substring(first(words).length()).strip();
  }
}
