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
    /** It cannot be taken apart into scheme, host and port. */
    MALFORMED,
    /** It can, and leads nowhere, or to a kind of proxy that is not spoken here. */
    UNUSABLE
  }

  /**
   * How a client reads the value, as data.
   *
   * @param httpPort where the value names no port, for an http URL
   * @param httpsPort the same for an https URL
   * @param bareAuthority what {@code host:port} without a scheme means
   * @param malformed what the client does with a value that it cannot take apart
   */
  record Syntax(int httpPort, int httpsPort, BareAuthority bareAuthority, Malformed malformed) {}

  /** What {@code host:port} without a scheme means. */
  enum BareAuthority {
    HTTP_PROXY,
    REFUSED
  }

  /** What a client does with a value that it cannot take apart. */
  enum Malformed {
    REFUSED,
    /** It goes directly, and says nothing. */
    IGNORED
  }

  Pattern SCHEME = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([\\p{L}\\p{N}._-]*))(?::(\\d*))?(?:[/?#].*)?");

  Pattern PASSWORD_FOR_PORT = Pattern.compile("[^:/?#\\s]+:(?=.*[^\\d/])[^:/?#\\s]+/?");

  /** Takes a setting's value apart as {@code syntax} says; never throws. */
  static ProxyValue parse(String value, Syntax syntax, Endpoint to) {
    Matcher schemed = SCHEME.matcher(value);
    boolean bare = !schemed.matches();
    if (bare && syntax.bareAuthority() == BareAuthority.REFUSED) {
      return new Refused(Fault.UNUSABLE, "this client wants a URL, with http:// before the host");
    }
    String scheme = bare ? "http" : schemed.group(1).toLowerCase(Locale.ROOT);
    String rest = bare ? value : schemed.group(2);
    int at = rest.lastIndexOf('@');
    Matcher authority = AUTHORITY.matcher(rest.substring(at + 1));
    if (!authority.matches()) {
      return new Refused(Fault.MALFORMED, "it is no URL of the form http://HOST:PORT");
    }
    if (scheme.equals("https")) {
      return new Refused(Fault.UNUSABLE, "TLS to the proxy is not supported by Preflight");
    }
    if (scheme.startsWith("socks")) {
      return new Refused(Fault.UNUSABLE, "SOCKS proxies are not supported by Preflight");
    }
    if (!scheme.equals("http")) {
      return new Refused(Fault.UNUSABLE, "its scheme is none of http, https and socks");
    }
    String host = Optional.ofNullable(authority.group(1)).orElseGet(() -> authority.group(2));
    if (host.isEmpty()) {
      return new Refused(Fault.UNUSABLE, "it names no host");
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

  /**
   * A value as it may be shown: what stands before the last {@code @}, what stands for a port and
   * is none, and any query or fragment, is masked.
   */
  static String masked(String value) {
    Matcher schemed = SCHEME.matcher(value);
    String scheme = schemed.matches() ? schemed.group(1) + "://" : "";
    int at = value.lastIndexOf('@');
    String shown =
        at < scheme.length()
            ? scheme + unlessPassword(value.substring(scheme.length()))
            : scheme + "***" + value.substring(at);
    return shown.replaceFirst("(?s)([?#]).*", "$1***");
  }

  /** {@code user:password} without a host is malformed, and a secret. */
  private static String unlessPassword(String authority) {
    return PASSWORD_FOR_PORT.matcher(authority).matches()
        ? authority.substring(0, authority.indexOf(':')) + ":***"
        : authority;
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
