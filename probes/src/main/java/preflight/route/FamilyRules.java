package preflight.route;

import static preflight.route.VariableOrder.firstFilled;
import static preflight.route.VariableOrder.firstSet;
import static preflight.route.VariableOrder.inAnyCase;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import preflight.route.BypassSyntax.Addresses;
import preflight.route.BypassSyntax.Bare;
import preflight.route.BypassSyntax.Brackets;
import preflight.route.BypassSyntax.Dotted;
import preflight.route.BypassSyntax.Letters;
import preflight.route.BypassSyntax.Ports;
import preflight.route.BypassSyntax.Separator;
import preflight.route.BypassSyntax.Star;
import preflight.route.BypassSyntax.TrailingDot;
import preflight.route.BypassSyntax.Wildcard;
import preflight.route.ProxyRules.BypassReading;
import preflight.route.ProxyRules.Cgi;
import preflight.route.ProxyRules.Loopback;
import preflight.route.Way.PlainHttp;

/**
 * What each client family makes of the environment: one table, held against the real tools.
 *
 * <p>A family that is not in {@link #ENVIRONMENT} reads no proxy variable: gcloud's detection and
 * Go's metadata client switch proxies off, and Java has its system properties.
 */
final class FamilyRules {

  /** libcurl 7.86 and later; before, it knows no CIDR block. */
  private static final BypassSyntax CURL_LIST =
      new BypassSyntax(
          Separator.COMMA_SPACE_OR_TAB,
          Star.ALONE,
          Bare.WITH_SUBDOMAINS,
          Dotted.WITH_ITSELF,
          Wildcard.LITERAL,
          Addresses.V4_RANGES_OF_SOME_LENGTH,
          Ports.LITERAL,
          Brackets.NONE,
          TrailingDot.DROPPED,
          Letters.ANY_CASE);

  private static final BypassSyntax WGET_LIST =
      new BypassSyntax(
          Separator.COMMA_THEN_BLANKS,
          Star.LITERAL,
          Bare.WITH_SUBDOMAINS,
          Dotted.SUBDOMAINS,
          Wildcard.LITERAL,
          Addresses.LIKE_NAMES,
          Ports.LITERAL,
          Brackets.NONE,
          TrailingDot.LITERAL,
          Letters.ANY_CASE);

  private static final BypassSyntax URLLIB_LIST =
      new BypassSyntax(
          Separator.COMMA,
          Star.ALONE,
          Bare.WITH_SUBDOMAINS,
          Dotted.WITH_ITSELF_PAST_ALL_DOTS,
          Wildcard.LITERAL,
          Addresses.LIKE_NAMES,
          Ports.WRITTEN,
          Brackets.REQUIRED,
          TrailingDot.LITERAL,
          Letters.ANY_CASE);

  /** requests 2.34 and later. */
  private static final BypassSyntax REQUESTS_LIST =
      requestsList(Bare.WITH_SUBDOMAINS, Dotted.WITH_ITSELF);

  /** The earlier ones: a host ends like the entry, be it in the middle of a label. */
  private static final BypassSyntax REQUESTS_LIST_BEFORE_2_34 =
      requestsList(Bare.ANY_ENDING, Dotted.SUBDOMAINS);

  /** What requests asks urllib in the end: the bare host, without its port. */
  private static final BypassSyntax REQUESTS_FALLBACK =
      new BypassSyntax(
          Separator.COMMA,
          Star.ALONE,
          Bare.WITH_SUBDOMAINS,
          Dotted.WITH_ITSELF_PAST_ALL_DOTS,
          Wildcard.LITERAL,
          Addresses.LIKE_NAMES,
          Ports.LITERAL,
          Brackets.NONE,
          TrailingDot.LITERAL,
          Letters.ANY_CASE);

  private static final BypassSyntax GAXIOS_LIST =
      new BypassSyntax(
          Separator.COMMA,
          Star.LITERAL,
          Bare.ITSELF,
          Dotted.SUBDOMAINS,
          Wildcard.LIKE_A_DOT,
          Addresses.LIKE_NAMES,
          Ports.ORIGIN,
          Brackets.REQUIRED,
          TrailingDot.LITERAL,
          Letters.AS_WRITTEN);

  /** Node 24.21; at its first releases Node 24 knew {@code .suffix} and {@code *suffix} alone. */
  private static final BypassSyntax NODE_LIST =
      new BypassSyntax(
          Separator.COMMA_OR_BLANKS,
          Star.ALONE,
          Bare.WITH_SUBDOMAINS,
          Dotted.WITH_ITSELF,
          Wildcard.LIKE_A_DOT,
          Addresses.LIKE_NAMES,
          Ports.EFFECTIVE,
          Brackets.REQUIRED,
          TrailingDot.LITERAL,
          Letters.ANY_CASE);

  private static final BypassSyntax GO_LIST =
      new BypassSyntax(
          Separator.COMMA,
          Star.ANY_ENTRY,
          Bare.WITH_SUBDOMAINS,
          Dotted.SUBDOMAINS,
          Wildcard.LIKE_A_DOT,
          Addresses.LIKE_NAMES_AND_RANGES,
          Ports.EFFECTIVE,
          Brackets.BEFORE_PORT,
          TrailingDot.LITERAL,
          Letters.ANY_CASE);

  private static final ProxyRules CURL =
      new ProxyRules(
          firstFilled("http_proxy", "all_proxy", "ALL_PROXY"),
          firstFilled("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
          List.of(new BypassReading(firstFilled("no_proxy", "NO_PROXY"), CURL_LIST)),
          ProxySyntax.CURL,
          PlainHttp.FORWARDED,
          Loopback.LIKE_ANY_HOST,
          Cgi.TRUSTS);

  private static final ProxyRules WGET =
      new ProxyRules(
          firstFilled("http_proxy"),
          firstFilled("https_proxy"),
          List.of(new BypassReading(firstFilled("no_proxy"), WGET_LIST)),
          ProxySyntax.WGET,
          PlainHttp.FORWARDED,
          Loopback.LIKE_ANY_HOST,
          Cgi.TRUSTS);

  /** git looks the variables up itself, and libcurl does the rest. */
  static final ProxyRules GIT =
      new ProxyRules(
          firstSet("http_proxy", "all_proxy", "ALL_PROXY"),
          firstSet("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
          List.of(new BypassReading(firstSet("no_proxy", "NO_PROXY"), CURL_LIST)),
          ProxySyntax.GIT,
          PlainHttp.FORWARDED,
          Loopback.LIKE_ANY_HOST,
          Cgi.TRUSTS);

  private static final ProxyRules URLLIB =
      new ProxyRules(
          inAnyCase("http_proxy"),
          inAnyCase("https_proxy"),
          List.of(new BypassReading(inAnyCase("no_proxy"), URLLIB_LIST)),
          ProxySyntax.URLLIB,
          PlainHttp.FORWARDED,
          Loopback.LIKE_ANY_HOST,
          Cgi.PASSES_OVER);

  /** requests, and what is built on it: google-auth, and gcloud's refresh of its token. */
  private static final ProxyRules REQUESTS = requests(REQUESTS_LIST);

  /** The same with an earlier release of requests. */
  static final ProxyRules REQUESTS_BEFORE_2_34 = requests(REQUESTS_LIST_BEFORE_2_34);

  /** HTTPS_PROXY sends even the metadata server's http URLs through a tunnel. */
  private static final ProxyRules GAXIOS =
      new ProxyRules(
          firstFilled("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"),
          firstFilled("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"),
          List.of(new BypassReading(firstSet("NO_PROXY", "no_proxy"), GAXIOS_LIST)),
          ProxySyntax.GAXIOS,
          PlainHttp.TUNNELLED,
          Loopback.LIKE_ANY_HOST,
          Cgi.TRUSTS);

  private static final ProxyRules GO =
      new ProxyRules(
          firstFilled("HTTP_PROXY", "http_proxy"),
          firstFilled("HTTPS_PROXY", "https_proxy"),
          List.of(new BypassReading(firstFilled("NO_PROXY", "no_proxy"), GO_LIST)),
          ProxySyntax.GO,
          PlainHttp.FORWARDED,
          Loopback.NEVER_PROXIED,
          Cgi.FAILS);

  /**
   * Node's own fetch, where it is told to read the environment: as Node 24.21 does it. Node 26
   * forwards http URLs, and drops a dot at the end of a bypass entry.
   */
  static final ProxyRules NODE_FETCH =
      new ProxyRules(
          firstSet("http_proxy", "HTTP_PROXY"),
          firstSet("https_proxy", "HTTPS_PROXY").or(firstSet("http_proxy", "HTTP_PROXY")),
          List.of(new BypassReading(firstSet("no_proxy", "NO_PROXY"), NODE_LIST)),
          ProxySyntax.NODE,
          PlainHttp.TUNNELLED,
          Loopback.LIKE_ANY_HOST,
          Cgi.TRUSTS);

  /** The families that read the environment without being asked to. */
  static final Map<ClientFamily, ProxyRules> ENVIRONMENT =
      new EnumMap<>(
          Map.of(
              ClientFamily.GCLOUD_TOKEN, REQUESTS,
              ClientFamily.GOOGLE_AUTH_PYTHON, REQUESTS,
              ClientFamily.PYTHON_REQUESTS, REQUESTS,
              ClientFamily.PYTHON_URLLIB, URLLIB,
              ClientFamily.CURL, CURL,
              ClientFamily.WGET, WGET,
              ClientFamily.GIT, GIT,
              ClientFamily.NODE_GAXIOS, GAXIOS,
              ClientFamily.GO, GO));

  private FamilyRules() {}

  private static BypassSyntax requestsList(Bare bare, Dotted dotted) {
    return new BypassSyntax(
        Separator.COMMA_WITHOUT_SPACES,
        Star.LITERAL,
        bare,
        dotted,
        Wildcard.LITERAL,
        Addresses.V4_RANGES,
        Ports.WRITTEN,
        Brackets.NONE,
        TrailingDot.LITERAL,
        Letters.AS_WRITTEN);
  }

  private static ProxyRules requests(BypassSyntax list) {
    return new ProxyRules(
        inAnyCase("http_proxy").or(inAnyCase("all_proxy")),
        inAnyCase("https_proxy").or(inAnyCase("all_proxy")),
        List.of(
            new BypassReading(firstFilled("no_proxy", "NO_PROXY"), list),
            new BypassReading(inAnyCase("no_proxy"), REQUESTS_FALLBACK)),
        ProxySyntax.REQUESTS,
        PlainHttp.FORWARDED,
        Loopback.LIKE_ANY_HOST,
        Cgi.PASSES_OVER);
  }
}
