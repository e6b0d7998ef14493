package preflight.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entries of git's configuration files (git-config, "Syntax"), which are no ini files. */
final class GitConfigText {

  /** A comment, a header, an assignment, or a line that git would refuse; without recursion. */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)[#;][^\\n]*+"
              + "|\\[([A-Za-z0-9.-]+)(?:[ \\t]+\"((?:[^\"\\\\\\n]|\\\\[^\\n])*+)\")?]"
              + "|([A-Za-z][A-Za-z0-9-]*+)[ \\t]*+"
              + "(?:=((?:[^\"\\\\#;\\n]|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|\\\\.)*+)|(?=\\n|\\z))"
              + "|\\S[^\\n]*+");

  private GitConfigText() {}

  /** Its entries, first to last. */
  static List<SectionedText.Entry> parse(String text) {
    List<SectionedText.Entry> entries = new ArrayList<>();
    String section = "";
    String subsection = "";
    Matcher part = PART.matcher(text.replaceFirst("^\ufeff", "").replace("\r\n", "\n"));
    while (part.find()) {
      if (part.group(1) != null) {
        section = part.group(1).toLowerCase(Locale.ROOT);
        subsection = part.group(2) == null ? "" : part.group(2).replaceAll("\\\\(.)", "$1");
      } else if (part.group(3) != null) {
        // A key alone is switched on.
        String value = part.group(4) == null ? "true" : plain(part.group(4));
        entries.add(
            new SectionedText.Entry(
                section, subsection, part.group(3).toLowerCase(Locale.ROOT), value));
      }
    }
    return entries;
  }

  /** Without quotes, escapes, and blanks around what is not in quotes. */
  private static String plain(String raw) {
    var value = new StringBuilder();
    boolean quoted = false;
    int end = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\') {
        i++;
        value.append(unescaped(raw.charAt(i)));
      } else if (quoted || !value.isEmpty() || !Character.isWhitespace(c)) {
        value.append(c);
      }
      end = quoted || !Character.isWhitespace(c) ? value.length() : end;
    }
    value.setLength(end);
    return value.toString();
  }

  private static String unescaped(char escape) {
    return switch (escape) {
      case '\n' -> "";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'b' -> "\b";
      default -> String.valueOf(escape);
    };
  }
}
