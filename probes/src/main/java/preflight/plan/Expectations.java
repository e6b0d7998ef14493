package preflight.plan;

import java.util.List;
import java.util.Locale;

/**
 * What must hold beyond an answer, where the user says so.
 *
 * @param privateSuffixes domains whose names must lead to private addresses, for example {@code
 *     corp.example}
 */
public record Expectations(List<String> privateSuffixes) {

  /** Any answer will do. */
  public static final Expectations NONE = new Expectations(List.of());

  public Expectations {
    privateSuffixes = privateSuffixes.stream().map(Expectations::domain).distinct().toList();
  }

  /** Whether {@code host} is one of the private domains, or a name below one. */
  public boolean privately(String host) {
    String name = domain(host);
    return privateSuffixes.stream()
        .anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
  }

  /** Case and outer dots say nothing (RFC 1035, section 2.3.3). */
  private static String domain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("^\\.+|\\.+$", "");
  }
}
