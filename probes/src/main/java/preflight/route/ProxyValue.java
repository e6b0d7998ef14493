package preflight.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of a proxy setting comes to. */
sealed interface ProxyValue {

  /** A proxy that Preflight can speak to. */
  record Usable(ProxyAddress address) implements ProxyValue {}

  /**
   * A proxy, or what was meant for one, that Preflight cannot speak to.
   *
   * @param reason one clause, without the value
   */
  record Refused(Fault fault, String reason) implements ProxyValue {}

  /** Why a value is refused. */
  enum Fault {
    /** The client has no URL in its hands, with or without http:// before it. */
    MALFORMED,
    /** It has no use for such credentials. */
    CREDENTIALS,
    /** Neither host nor port. */
    NO_HOST,
    /** A kind of proxy that is not spoken here. */
    UNSPOKEN,
    /** It leads nowhere. */
    UNUSABLE
  }

  Pattern SCHEME = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  Pattern AUTHORITY =
      Pattern.compile("(?s)(?:\\[([0-9A-Fa-f:.]+)]|([\\p{L}\\p{N}._-]*))(?::(\\d*))?(?:[/?#].*)?");

  String NO_PROXY_URL = "it is no URL of the form http://HOST:PORT";

  /** What ends an authority (RFC 3986, section 3.2). */
  Pattern DELIMITER = Pattern.compile("[/?#]");

  /** More than a slash. */
  Pattern WITH_PATH = Pattern.compile("(?s)[^/?#]*(/[^?#]|/?[?#]).*");

  /** A host, or an address, or nothing; a port, a path; and the mark of a query or a fragment. */
  Pattern HARMLESS =
      Pattern.compile(
          "(?s)((?:\\[[0-9A-Fa-f:.]*]|[\\p{L}\\p{N}._-]*)(?::\\d*)?(?:/[\\w./-]*)?)(?:([?#]).*)?");

  /** Takes a setting's value apart as {@code syntax} says; never throws. */
  static ProxyValue parse(String value, ProxySyntax syntax, Endpoint to) {
    UrlReader reader = syntax.reader();
    if (reader.isNoUrl(value)) {
      return new Refused(Fault.MALFORMED, NO_PROXY_URL);
    }
    if (reader.refuses(value)) {
      return new Refused(Fault.UNUSABLE, NO_PROXY_URL);
    }
    String seen = reader.seen(value);
    Matcher schemed = reader.scheme(seen);
    boolean bare = !schemed.matches();
    if (bare && !syntax.bareAuthority().takes(seen)) {
      return new Refused(Fault.UNUSABLE, "this client wants a URL, with http:// before the host");
    }
    String scheme = bare ? "http" : Optional.ofNullable(schemed.group(1)).orElse("http");
    String rest = bare ? seen : schemed.group(2);
    int at = endOfUserinfo(rest, syntax.userinfo());
    Matcher authority = AUTHORITY.matcher(rest.substring(at + 1));
    if (!authority.matches()) {
      return new Refused(Fault.UNUSABLE, NO_PROXY_URL);
    }
    Optional<String> raw =
        at < 0 ? Optional.empty() : reader.refusalOfUserinfo(rest.substring(0, at));
    if (raw.isPresent()) {
      return new Refused(Fault.CREDENTIALS, raw.get());
    }
    if (syntax.path() == ProxySyntax.Path.REFUSED && WITH_PATH.matcher(rest).matches()) {
      return new Refused(Fault.UNUSABLE, "this client takes no path after a proxy's port");
    }
    if (!syntax.plainSchemes().admits(scheme, to)) {
      return new Refused(Fault.UNSPOKEN, unspoken(scheme));
    }
    String host = Optional.ofNullable(authority.group(1)).orElseGet(() -> authority.group(2));
    if (host.isEmpty()) {
      return new Refused(
          authority.group(3) == null ? Fault.NO_HOST : Fault.UNUSABLE, "it names no host");
    }
    int usual = to.https() ? syntax.httpsPort() : syntax.httpPort();
    int port = port(Optional.ofNullable(authority.group(3)).orElse(""), usual);
    if (port < 1 || port > 65_535) {
      return new Refused(Fault.UNUSABLE, "its port is not in 1 to 65535");
    }
    Optional<String> userinfo =
        at < 0 ? Optional.empty() : Optional.of(decoded(rest.substring(0, at)));
    return new Usable(new ProxyAddress(ProxyAddress.Scheme.HTTP, host, port, userinfo));
  }

  /** Where the {@code @} stands that ends the credentials; negative where there are none. */
  private static int endOfUserinfo(String rest, ProxySyntax.Userinfo userinfo) {
    Matcher end = DELIMITER.matcher(rest);
    String authority = end.find() ? rest.substring(0, end.start()) : rest;
    return switch (userinfo) {
      case ENDS_AT_FIRST_AT -> authority.indexOf('@');
      case ENDS_AT_LAST_AT -> authority.lastIndexOf('@');
      case ENDS_AT_LAST_AT_OF_ALL -> rest.lastIndexOf('@');
    };
  }

  private static String unspoken(String scheme) {
    if (scheme.equalsIgnoreCase("https")) {
      return "TLS to the proxy is not supported by Preflight";
    }
    return scheme.toLowerCase(Locale.ROOT).startsWith("socks")
        ? "SOCKS proxies are not supported by Preflight"
        : "its scheme is none of http, https and socks";
  }

  /**
   * A value as it may be shown: the scheme, and behind the last {@code @} what is plainly a host, a
   * port and a path. Anything else may be a password that is not where it belongs.
   */
  static String masked(String value) {
    Matcher schemed = SCHEME.matcher(value);
    String scheme = schemed.matches() ? schemed.group(1) + "://" : "";
    int at = value.lastIndexOf('@');
    String userinfo = at < scheme.length() ? "" : "***@";
    Matcher shown = HARMLESS.matcher(value.substring(Math.max(scheme.length(), at + 1)));
    return scheme
        + userinfo
        + (shown.matches()
            ? shown.group(1)
                + Optional.ofNullable(shown.group(2)).map(mark -> mark + "***").orElse("")
            : "***");
  }

  private static int port(String digits, int usual) {
    if (digits.isEmpty()) {
      return usual;
    }
    return digits.length() > 5 ? -1 : Integer.parseInt(digits);
  }

  private static String decoded(String userinfo) {
    byte[] raw = userinfo.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      boolean escape =
          raw[i] == '%'
              && i + 2 < raw.length
              && Character.digit(raw[i + 1], 16) >= 0
              && Character.digit(raw[i + 2], 16) >= 0;
      bytes.write(
          escape ? Character.digit(raw[i + 1], 16) * 16 + Character.digit(raw[i + 2], 16) : raw[i]);
      i += escape ? 2 : 0;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
