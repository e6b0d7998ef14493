package preflight.report;

import java.util.ArrayList;
import java.util.List;

/** Wraps a sentence between its words. */
final class WrappedText {

  private WrappedText() {}

  /**
   * The lines of {@code text}.
   *
   * @param first what stands before the first line; the others are indented as far
   * @param width columns, {@code first} included; a longer word is parted
   * @param most lines; what does not fit is left out and marked with an ellipsis
   */
  static List<String> lines(String first, String text, int width, int most) {
    int room = width - first.length();
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > room && lines.size() + 1 < most) {
      int blank = rest.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : room;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(SafeText.shortened(rest, room));
    String indent = " ".repeat(first.length());
    lines.replaceAll(line -> indent + line);
    lines.set(0, first + lines.getFirst().substring(first.length()));
    return lines;
  }
}
