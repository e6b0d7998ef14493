package preflight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Folds a shell command to a line width so that pasting it still runs the same command.
 *
 * <p>It breaks between words where it can, else inside a word: a single-quoted string is closed
 * before and reopened behind the break, since a backslash means nothing in it (POSIX.1-2024,
 * section 2.2.2). Whatever follows a break inside a word starts in column one.
 */
final class FoldedCommand {

  private static final String INDENT = "  ";

  /** Room for the closing quote, the backslash and one character more. */
  private static final int RESERVE = 4;

  /** Where a long word is parted best: behind the items of a list. */
  private static final Pattern LIST_ITEM = Pattern.compile("(?<=[,@=])");

  private enum Quote {
    NONE,
    SINGLE,
    DOUBLE
  }

  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder(INDENT);
  private Quote quote = Quote.NONE;

  private FoldedCommand(int width) {
    this.width = width;
  }

  /** The lines of {@code command}, indented by two columns; a comment is kept whole. */
  static List<String> lines(String command, int width) {
    var folded = new FoldedCommand(width);
    int start = 0;
    while (start < command.length()) {
      int end = folded.endOfWord(command, start);
      String word = command.substring(start, end);
      if (word.startsWith("#")) {
        folded.comment(command.substring(start));
        break;
      }
      folded.word(word, end == command.length());
      start = end;
    }
    folded.lines.add(folded.line.toString());
    return folded.lines;
  }

  /** Behind the word that starts at {@code start} and the one blank that ends it. */
  private int endOfWord(String command, int start) {
    Quote within = Quote.NONE;
    for (int at = start; at < command.length(); at++) {
      char c = command.charAt(at);
      if (c == '\\' && within != Quote.SINGLE) {
        at++;
      } else if (c == ' ' && within == Quote.NONE) {
        return at + 1;
      } else {
        within = after(within, c);
      }
    }
    return command.length();
  }

  /** A comment that a break leads to is one still. */
  private void comment(String comment) {
    if (line.length() + comment.length() > width) {
      lines.add(line.append('\\').toString());
      line.setLength(0);
      line.append(INDENT);
    }
    line.append(comment);
  }

  private void word(String word, boolean last) {
    int length = word.stripTrailing().length();
    int room = width - (last ? 0 : 2);
    boolean fitsALine = INDENT.length() + length <= room;
    if (fitsALine && line.length() + length > room) {
      lines.add(line.append('\\').toString());
      line.setLength(0);
      line.append(INDENT);
    }
    if (fitsALine) {
      line.append(word);
    } else {
      LIST_ITEM.splitAsStream(word).forEach(this::item);
    }
  }

  /** Appends a part of a word that is longer than a line. */
  private void item(String item) {
    boolean fitsALine = item.length() + RESERVE <= width;
    if (fitsALine && line.length() + item.length() + RESERVE > width && !openEscape()) {
      breakWord();
    }
    item.codePoints().forEach(this::character);
  }

  private void character(int codePoint) {
    boolean escaped = quote != Quote.SINGLE && openEscape(); // an escape is never parted
    if (line.length() + RESERVE > width && !escaped) {
      breakWord();
    }
    line.appendCodePoint(codePoint);
    quote = escaped ? quote : after(quote, (char) codePoint);
  }

  private void breakWord() {
    lines.add(line.append(quote == Quote.SINGLE ? "'\\" : "\\").toString());
    line.setLength(0);
    line.append(quote == Quote.SINGLE ? "'" : "");
  }

  /** Whether the line ends in an odd number of backslashes. */
  private boolean openEscape() {
    int at = line.length();
    while (at > 0 && line.charAt(at - 1) == '\\') {
      at--;
    }
    return (line.length() - at) % 2 == 1;
  }

  private static Quote after(Quote before, char c) {
    return switch (before) {
      case NONE -> c == '\'' ? Quote.SINGLE : c == '"' ? Quote.DOUBLE : Quote.NONE;
      case SINGLE -> c == '\'' ? Quote.NONE : Quote.SINGLE;
      case DOUBLE -> c == '"' ? Quote.NONE : Quote.DOUBLE;
    };
  }
}
