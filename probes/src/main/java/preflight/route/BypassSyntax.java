package preflight.route;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one client reads a NO_PROXY value, as data: nobody ever wrote a standard for it.
 *
 * @param separator what stands between two entries
 * @param star what a lone {@code *} means
 * @param bare what {@code corp.example} covers
 * @param dotted what {@code .corp.example} covers
 * @param wildcard what {@code *.corp.example} means
 * @param addresses how an entry is held against a host that is an address literal
 * @param ports what {@code corp.example:8080} means
 * @param brackets how an IPv6 literal is written in an entry
 * @param trailingDot what {@code corp.example.} means
 * @param letters whether upper and lower case differ
 */
record BypassSyntax(
    Separator separator,
    Star star,
    Bare bare,
    Dotted dotted,
    Wildcard wildcard,
    Addresses addresses,
    Ports ports,
    Brackets brackets,
    TrailingDot trailingDot,
    Letters letters) {

  /** What stands between two entries. */
  enum Separator {
    /** A comma; blanks around an entry are dropped. */
    COMMA("\\s*,\\s*"),
    /** A comma; blanks are dropped after it, and kept before it. */
    COMMA_THEN_BLANKS(",\\s*"),
    /** A comma, once every space has been taken out of the value. */
    COMMA_WITHOUT_SPACES(" *, *"),
    /** A comma, spaces or tabs; a line break is part of an entry. */
    COMMA_SPACE_OR_TAB("[, \\t]+"),
    /** A comma or blanks. */
    COMMA_OR_BLANKS("[,\\s]+");

    private final Pattern pattern;

    Separator(String regex) {
      pattern = Pattern.compile(regex);
    }

    private List<String> split(String value) {
      String text =
          switch (this) {
            case COMMA, COMMA_OR_BLANKS -> value.strip();
            case COMMA_THEN_BLANKS, COMMA_SPACE_OR_TAB -> value;
            case COMMA_WITHOUT_SPACES -> value.replace(" ", "");
          };
      return Arrays.stream(pattern.split(text, -1)).filter(entry -> !entry.isEmpty()).toList();
    }
  }

  /** What a lone {@code *} means. */
  enum Star {
    /** Nothing. */
    LITERAL,
    /** Every host, where it is the whole value. */
    ALONE,
    /** Every host, where it is any entry. */
    ANY_ENTRY
  }

  /** What an entry without a leading dot covers. */
  enum Bare {
    ITSELF,
    WITH_SUBDOMAINS,
    /** Every host that ends like it, even in the middle of a label. */
    ANY_ENDING
  }

  /** What an entry with a leading dot covers. */
  enum Dotted {
    SUBDOMAINS,
    WITH_ITSELF,
    /** The same, however many dots there are. */
    WITH_ITSELF_PAST_ALL_DOTS
  }

  /** What a leading {@code *.} means. */
  enum Wildcard {
    LITERAL,
    LIKE_A_DOT
  }

  /** How entries are held against an address literal. */
  enum Addresses {
    /** As if it were a name. */
    LIKE_NAMES,
    /** The same IPv4 address or a block around it but 0/0; an IPv6 literal is held for a name. */
    V4_RANGES,
    /** The same, but 0 as a block's length counts as none. */
    V4_RANGES_OF_SOME_LENGTH,
    /** As if it were a name, or a CIDR block around it; an IPv4-mapped one is the IPv4 one. */
    LIKE_NAMES_AND_RANGES
  }

  /** What a port at the end of an entry means. */
  enum Ports {
    /** No host has such a name: the entry covers nothing. */
    LITERAL,
    /** Such an entry covers nothing, but {@code scheme://host:port} covers its origin. */
    ORIGIN,
    /** The port that the URL itself writes. */
    WRITTEN,
    /** The URL's port, the scheme's default filled in. */
    EFFECTIVE
  }

  /** How an IPv6 literal is written in an entry. */
  enum Brackets {
    NONE,
    REQUIRED,
    /** With them where a port follows, and without where none does. */
    BEFORE_PORT
  }

  /** What a dot at the end of an entry, or of the host, means. */
  enum TrailingDot {
    LITERAL,
    DROPPED
  }

  /** Whether upper and lower case differ. */
  enum Letters {
    ANY_CASE,
    AS_WRITTEN
  }

  private static final Pattern WITH_PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

  /** The first entry of {@code value} that lets a request to {@code to} pass directly. */
  Optional<String> match(String value, Endpoint to) {
    if (star == Star.ALONE && value.equals("*")) {
      return Optional.of(value);
    }
    return separator.split(value).stream().filter(entry -> covers(entry, to)).findFirst();
  }

  private boolean covers(String entry, Endpoint to) {
    if ((star == Star.ANY_ENTRY && entry.equals("*"))
        || (ports == Ports.ORIGIN && entry.equals(to.origin()))) {
      return true;
    }
    Optional<AddressRange> address = range(to.host()).filter(this::heldAsAddress);
    if (address.isPresent() && coversAddress(entry, address.get())) {
      return true;
    }
    boolean likeNames = address.isEmpty() || addresses == Addresses.LIKE_NAMES_AND_RANGES;
    Matcher withPort = WITH_PORT.matcher(entry);
    if (!likeNames || !withPort.matches()) {
      return likeNames && coversName(entry, to);
    }
    String name = withPort.group(1);
    return samePort(Integer.parseInt(withPort.group(2)), to)
        && coversName(brackets == Brackets.BEFORE_PORT ? withoutBrackets(name) : name, to);
  }

  private boolean heldAsAddress(AddressRange host) {
    return switch (addresses) {
      case LIKE_NAMES -> false;
      case LIKE_NAMES_AND_RANGES -> true;
      case V4_RANGES, V4_RANGES_OF_SOME_LENGTH -> host.isV4();
    };
  }

  private boolean coversAddress(String entry, AddressRange host) {
    return range(entry)
        .filter(range -> addresses != Addresses.V4_RANGES || !range.isEverything())
        .filter(range -> range.covers(host))
        .isPresent();
  }

  private Optional<AddressRange> range(String text) {
    return switch (addresses) {
      case LIKE_NAMES, V4_RANGES -> AddressRange.parse(text);
      case V4_RANGES_OF_SOME_LENGTH -> AddressRange.parse(text.replaceFirst("/0+\\z", ""));
      case LIKE_NAMES_AND_RANGES -> AddressRange.parseUnmapped(text);
    };
  }

  private boolean samePort(int port, Endpoint to) {
    return switch (ports) {
      case LITERAL, ORIGIN -> false;
      case WRITTEN -> to.writtenPort().equals(OptionalInt.of(port));
      case EFFECTIVE -> to.port() == port;
    };
  }

  private boolean coversName(String entry, Endpoint to) {
    String pattern = letters == Letters.ANY_CASE ? entry.toLowerCase(Locale.ROOT) : entry;
    String host = brackets == Brackets.REQUIRED ? to.bracketedHost() : to.host();
    if (trailingDot == TrailingDot.DROPPED) {
      pattern = pattern.replaceFirst("\\.$", "");
      host = host.replaceFirst("\\.$", "");
    }
    if (wildcard == Wildcard.LIKE_A_DOT && pattern.startsWith("*.")) {
      pattern = pattern.substring(1);
    }
    String dots = dotted == Dotted.WITH_ITSELF_PAST_ALL_DOTS ? "^\\.+" : "^\\.";
    String name = pattern.replaceFirst(dots, "");
    boolean dot = pattern.startsWith(".");
    boolean itself = !dot || dotted != Dotted.SUBDOMAINS;
    boolean subdomains = dot || bare == Bare.WITH_SUBDOMAINS;
    boolean anyEnding = !dot && bare == Bare.ANY_ENDING;
    return !name.isEmpty()
        && ((itself && host.equals(name))
            || (subdomains && host.endsWith("." + name))
            || (anyEnding && host.endsWith(name)));
  }

  private static String withoutBrackets(String name) {
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }
}
