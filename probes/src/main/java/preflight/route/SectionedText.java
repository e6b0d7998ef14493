package preflight.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entries of an ini file, as gcloud writes its. */
final class SectionedText {

  /**
   * One line of it, or of git's configuration.
   *
   * @param section in lower case
   * @param subsection git's quoted second word, as written; empty where there is none
   * @param key in lower case
   * @param value without quotes and trailing comment
   */
  record Entry(String section, String subsection, String key, String value) {}

  private static final Pattern SECTION =
      Pattern.compile("\\[\\s*([^\\]\\s]*)\\s*\\]\\s*(?:[#;].*)?");
  private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.-]+)\\s*[=:]\\s*(.*)");

  private SectionedText() {}

  /** Its entries, first to last; what is neither a section nor an assignment is passed over. */
  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    String section = "";
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher header = SECTION.matcher(line);
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (header.matches()) {
        section = header.group(1).toLowerCase(Locale.ROOT);
      } else if (assignment.matches()) {
        entries.add(
            new Entry(
                section,
                "",
                assignment.group(1).toLowerCase(Locale.ROOT),
                plain(assignment.group(2))));
      }
    }
    return entries;
  }

  private static String plain(String value) {
    return value.startsWith("\"")
        ? value.substring(1).replaceFirst("\".*", "")
        : value.replaceFirst("(^|\\s)[#;].*", "").strip();
  }
}
