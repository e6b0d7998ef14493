package preflight.route;

import java.util.Map;
import java.util.regex.Pattern;
import preflight.route.ProxyValue.Fault;

/**
 * How one client reads the value of a proxy setting, as data.
 *
 * @param reader how it takes a URL apart
 * @param httpPort where the value names no port, for an http URL
 * @param httpsPort the same for an https URL
 * @param bareAuthority which values without a scheme are proxies
 * @param plainSchemes which schemes mean that the proxy is spoken to without TLS
 * @param userinfo where the credentials end
 * @param path what a path after the port does
 * @param effects what a fault does, where it does not only keep the client from its proxy
 */
record ProxySyntax(
    UrlReader reader,
    int httpPort,
    int httpsPort,
    BareAuthority bareAuthority,
    PlainSchemes plainSchemes,
    Userinfo userinfo,
    Path path,
    Map<Fault, Effect> effects) {

  /** What a fault of the value does to a client. */
  enum Effect {
    /** It cannot ask its proxy. */
    NO_PROXY,
    /** It goes directly, and says nothing. */
    IGNORED,
    /** It refuses to ask, also where the bypass list lets the request pass. */
    NO_REQUEST,
    /** It ends as it starts, whatever it is to ask, and for which URLs the proxy is. */
    NO_START
  }

  /** Which values without a scheme are taken for an HTTP proxy. */
  enum BareAuthority {
    ANY(".*"),
    /** A colon is followed by a port. */
    WITHOUT_LONE_COLON("(?![^/?#]+:(?:[/?#]|\\z)).*"),
    /** No path, not even a lone slash. */
    WITHOUT_PATH("[^/]*"),
    /** No credentials: what stands before a colon is a host, and after it a port. */
    HOST_AND_PORT("[^:]*(:\\d+(/.*)?)?"),
    /** A single label before a colon is a scheme. */
    DOTTED_HOST("(?![A-Za-z][A-Za-z0-9+-]*:).*"),
    REFUSED("(?!)");

    private final Pattern pattern;

    BareAuthority(String regex) {
      pattern = Pattern.compile("(?s)" + regex);
    }

    boolean takes(String value) {
      return pattern.matcher(value).matches();
    }
  }

  /** Which schemes of a proxy's URL mean that it is spoken to in plain HTTP. */
  enum PlainSchemes {
    HTTP("(?i)http", "(?i)http"),
    /** Whatever it is, but for those that are known to mean another thing, in lower case. */
    HTTP_AND_UNKNOWN("(?s)(?!https$|socks).*", "(?s)(?!https$|socks).*"),
    /** An https URL's tunnel is asked for without TLS also at an https proxy. */
    TLS_FOR_HTTPS("(?i)http", "(?i)https?"),
    /** An https URL's tunnel is asked for in plain HTTP, whatever the proxy's scheme. */
    ANY_FOR_HTTPS("(?i)http", "(?s).*"),
    ANY_BUT_TLS("(?i)(?!https$).*", "(?i)(?!https$).*");

    private final Pattern forHttp;
    private final Pattern forHttps;

    PlainSchemes(String forHttp, String forHttps) {
      this.forHttp = Pattern.compile(forHttp);
      this.forHttps = Pattern.compile(forHttps);
    }

    boolean admits(String scheme, Endpoint to) {
      return (to.https() ? forHttps : forHttp).matcher(scheme).matches();
    }
  }

  /**
   * Where the credentials of a value end that holds more than one {@code @}. They are in the
   * authority, which a slash, a question mark or a hash ends (RFC 3986, section 3.2).
   */
  enum Userinfo {
    /** The rest is no host: such a value is refused. */
    ENDS_AT_FIRST_AT,
    ENDS_AT_LAST_AT,
    /** Wherever it stands: a password may hold what ends an authority. */
    ENDS_AT_LAST_AT_OF_ALL
  }

  /** What a path after the port does. */
  enum Path {
    IGNORED,
    /** Only a lone slash is harmless. */
    REFUSED
  }

  /** For those who ask for a proxy's parts, each in a setting of its own. */
  static final ProxySyntax PARTS =
      new ProxySyntax(
          UrlReader.RFC_3986,
          80,
          80,
          BareAuthority.ANY,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of());

  /** The same for the JVM's properties. */
  static final ProxySyntax JVM =
      new ProxySyntax(
          UrlReader.RFC_3986,
          80,
          443,
          BareAuthority.ANY,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of());

  /** 1080 is libcurl's port for every kind of proxy but an https one. */
  static final ProxySyntax CURL =
      new ProxySyntax(
          UrlReader.LIBCURL,
          1080,
          1080,
          BareAuthority.WITHOUT_LONE_COLON,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_FIRST_AT,
          Path.IGNORED,
          Map.of());

  /** git takes the URL apart itself, and gives libcurl the host alone where it knows no scheme. */
  static final ProxySyntax GIT =
      new ProxySyntax(
          UrlReader.GIT,
          1080,
          1080,
          BareAuthority.ANY,
          PlainSchemes.HTTP_AND_UNKNOWN,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of(
              Fault.NO_HOST, Effect.IGNORED,
              Fault.MALFORMED, Effect.NO_REQUEST,
              Fault.CREDENTIALS, Effect.NO_REQUEST));

  /** For wget {@code user:password@} without a scheme is the beginning of an FTP address. */
  static final ProxySyntax WGET =
      new ProxySyntax(
          UrlReader.WGET,
          80,
          80,
          BareAuthority.HOST_AND_PORT,
          PlainSchemes.TLS_FOR_HTTPS,
          Userinfo.ENDS_AT_FIRST_AT,
          Path.IGNORED,
          Map.of());

  static final ProxySyntax REQUESTS =
      new ProxySyntax(
          UrlReader.URLLIB3,
          80,
          80,
          BareAuthority.DOTTED_HOST,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of());

  /** urllib takes the port that is missing from the URL that it asks for. */
  static final ProxySyntax URLLIB =
      new ProxySyntax(
          UrlReader.URLLIB,
          80,
          443,
          BareAuthority.WITHOUT_PATH,
          PlainSchemes.ANY_FOR_HTTPS,
          Userinfo.ENDS_AT_LAST_AT_OF_ALL,
          Path.IGNORED,
          Map.of(Fault.MALFORMED, Effect.NO_REQUEST));

  static final ProxySyntax GAXIOS =
      new ProxySyntax(
          UrlReader.WHATWG,
          80,
          80,
          BareAuthority.REFUSED,
          PlainSchemes.ANY_BUT_TLS,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of());

  static final ProxySyntax NODE =
      new ProxySyntax(
          UrlReader.NODE,
          80,
          80,
          BareAuthority.REFUSED,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_LAST_AT,
          Path.REFUSED,
          Map.of(
              Fault.NO_HOST, Effect.NO_START,
              Fault.CREDENTIALS, Effect.NO_START,
              Fault.UNUSABLE, Effect.NO_START));

  static final ProxySyntax GO =
      new ProxySyntax(
          UrlReader.GO,
          80,
          80,
          BareAuthority.ANY,
          PlainSchemes.HTTP,
          Userinfo.ENDS_AT_LAST_AT,
          Path.IGNORED,
          Map.of(Fault.MALFORMED, Effect.IGNORED));

  ProxySyntax {
    effects = Map.copyOf(effects);
  }

  /** Whether the value has a fault of this effect. */
  boolean suffers(Effect effect, ProxyValue value) {
    return value instanceof ProxyValue.Refused(var fault, var reason)
        && effects.getOrDefault(fault, Effect.NO_PROXY) == effect;
  }
}
