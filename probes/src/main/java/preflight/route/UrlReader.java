package preflight.route;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one client's code takes a URL apart, and what it refuses in one, as data. */
enum UrlReader {
  RFC_3986(Patterns.SCHEME, Patterns.NEVER, Patterns.NEVER, Patterns.NEVER, Patterns.NEVER),

  /** One slash, two or three after the scheme; nothing blank, wherever it stands. */
  LIBCURL(
      "([A-Za-z][A-Za-z0-9+.-]*):/{1,3}(?!/)(.*)",
      Patterns.NEVER,
      Patterns.NEVER,
      "[\\x00-\\x20\\x7f]",
      Patterns.NEVER),

  /**
   * Anything before the first {@code ://} is a scheme. It asks a terminal for the password of a
   * user that has none, and hands the host on without a scheme: libcurl then wants a port after a
   * colon.
   */
  GIT("(.+?)://(.*)", "\\n", Patterns.NEVER, ":(?:[?#]|/(?!/)|\\z)", "\\A[^:@]*(?:@|\\z)"),

  WGET(Patterns.SCHEME, Patterns.NEVER, Patterns.NEVER, Patterns.NEVER, "\\A(?::|\\z)|[\\[\\]]"),

  /** Python's int() reads a port, and minds no blanks around it; one slash alone is an error. */
  URLLIB(
      "(?:([^/:]+):)?//(.*)",
      "\\A(?:[^/:]+:)?/(?!/)",
      "(?<=:\\d{1,5})\\s+(?=/|\\z)",
      Patterns.NEVER,
      Patterns.NEVER),

  /** A pattern's end in Python is also before a last line break; port 0 counts as none. */
  URLLIB3(
      "(?:([A-Za-z][A-Za-z0-9+.-]*):)?//(.*)",
      Patterns.NEVER,
      "(?<=:\\d{1,5})\\n\\z|(?<=:)0(?=[/?#]|\\z)",
      Patterns.NEVER,
      "[\\[\\]\\\\]"),

  /** The URL standard of the WHATWG, as Node has it. */
  WHATWG(
      Patterns.WHATWG,
      Patterns.NEVER,
      Patterns.AROUND,
      Patterns.NEVER,
      "\\\\|" + Patterns.NO_ESCAPE),

  /** The same, but Node reads no line break in a variable. */
  NODE(Patterns.WHATWG, Patterns.NEVER, Patterns.AROUND, "[\\r\\n]", "\\\\|" + Patterns.NO_ESCAPE),

  GO(
      Patterns.SCHEME,
      Patterns.NO_URL_FOR_GO,
      Patterns.NEVER,
      Patterns.NEVER,
      "[^\\w.:~!$&'()*+,;=%@-]");

  /** Enum constants may not look ahead to fields of their own class. */
  private static final class Patterns {
    static final String NEVER = "(?!)";
    static final String SCHEME = "([A-Za-z][A-Za-z0-9+.-]*)://(.*)";
    static final String WHATWG = "((?i:https?)|[A-Za-z][A-Za-z0-9+.-]*(?=://)):[/\\\\]*(.*)";
    static final String AROUND = "\\A[\\x00-\\x20]+|[\\x00-\\x20]+\\z";
    static final String NO_ESCAPE = "%(?![0-9A-Fa-f]{2})";

    /**
     * Neither as it stands nor with http:// before it: a character or an escape that no URL holds,
     * or a colon without a scheme, in what is no host and port either.
     */
    static final String NO_URL_FOR_GO =
        "[\\x00-\\x1f\\x7f]|%(?![0-9A-Fa-f]{2})"
            + "|\\A(?![A-Za-z][A-Za-z0-9+.-]*:)(?=[^/?#]*:)"
            + "(?!(?:[\\w.:~!$&'()*+,;=%@-]*@)?"
            + "(?:[\\w.~!$&'()*+,;=<>\":\\[\\]-]*:\\d*|[\\w.~!$&'()*+,;=<>\"\\[\\]-]*)"
            + "(?:[/?#]|\\z))";
  }

  private final Pattern scheme;
  private final Pattern noUrl;
  private final Pattern dropped;
  private final Pattern refused;
  private final Pattern refusedInUserinfo;

  /**
   * @param scheme the scheme, which may be missing, and what follows its slashes
   * @param noUrl what leaves the client without any URL in its hands
   * @param dropped what is taken out before anything is read
   * @param refused what the rest may not hold
   * @param refusedInUserinfo what the credentials may not hold
   */
  UrlReader(String scheme, String noUrl, String dropped, String refused, String refusedInUserinfo) {
    this.noUrl = Pattern.compile(noUrl);
    this.scheme = Pattern.compile("(?s)" + scheme);
    this.dropped = Pattern.compile(dropped);
    this.refused = Pattern.compile(refused);
    this.refusedInUserinfo = Pattern.compile(refusedInUserinfo);
  }

  /** The value without what this client does not see. */
  String seen(String value) {
    return dropped.matcher(value).replaceAll("");
  }

  /** Scheme and rest, in two groups; no match for a value without a scheme. */
  Matcher scheme(String value) {
    return scheme.matcher(value);
  }

  /** Whether the client has no URL in its hands at all. */
  boolean isNoUrl(String value) {
    return noUrl.matcher(value).find();
  }

  /** Whether the client refuses this value for something that it holds. */
  boolean refuses(String value) {
    return refused.matcher(value).find();
  }

  /** Why the client refuses these credentials, one clause. */
  Optional<String> refusalOfUserinfo(String userinfo) {
    if (!refusedInUserinfo.matcher(userinfo).find()) {
      return Optional.empty();
    }
    return Optional.of(
        this == GIT
            ? "it has no password, for which this client asks a terminal"
            : "this client wants special characters of its credentials percent-encoded");
  }
}
