package preflight.interception;

import static preflight.interception.Interceptor.anywhere;
import static preflight.interception.Interceptor.askedProxy;
import static preflight.interception.Interceptor.outsideTls;
import static preflight.interception.Mark.content;
import static preflight.interception.Mark.error;
import static preflight.interception.Mark.field;
import static preflight.interception.Mark.markup;
import static preflight.interception.Mark.reason;
import static preflight.interception.Mark.redirect;
import static preflight.interception.Mark.status;
import static preflight.interception.Mark.title;
import static preflight.interception.Mark.without;

import java.util.List;
import java.util.Optional;

/**
 * The products other than Squid that answer instead of the one who was asked, one row a giveaway.
 *
 * <p>A row must be something that no genuine service says: a product's own field, its block page's
 * markup or a redirect to its own pages. A phrase alone is never a row, because people quote
 * phrases.
 */
final class Interceptors {

  private static final List<Interceptor> ALL =
      List.of(
          anywhere("Zscaler", field("Server", "Zscaler/.*")),
          anywhere(
              "Zscaler",
              redirect("https?://[^/?]*\\.(?:zscaler(?:two|three|one)?|zscloud)\\.net[:/?]")),
          anywhere("Zscaler", error(), markup("<[^>]{0,300}login\\.zscloud\\.net/img_logo")),
          anywhere("Zscaler", error(), reason("CATEGORY_DENIED")),
          anywhere(
              "Symantec ProxySG",
              error(),
              title("Network Error|Access Denied"),
              markup("<FONT face=\"Helvetica\">")),
          anywhere(
              "Symantec ProxySG",
              redirect("https?://(?:notify|www)\\.bluecoat\\.com/(?:notify|\\?|$)")),
          anywhere(
              "Forcepoint", redirect("[^?]{0,300}:15871/cgi-bin/block(?:page|_message)\\.cgi")),
          anywhere("Forcepoint", markup("<i?frame[^>]{0,300}:15871/cgi-bin/block_message\\.cgi")),
          anywhere(
              "McAfee Web Gateway",
              title("McAfee Web Gateway - Notification.*"),
              markup("<[^>]{0,300}/mwg-internal/")),
          anywhere("McAfee Web Gateway", redirect("[^?]{0,300}/mwg-internal/")),
          anywhere(
              "Palo Alto Networks",
              markup("<h1>Web Page Blocked</h1>"),
              markup("has been blocked in accordance with company policy")),
          anywhere("Palo Alto Networks", redirect("[^?]{0,300}/php/urlblock\\.php\\?args=")),
          anywhere(
              "FortiGate",
              title("Web Filter Violation|Application Control Violation"),
              markup("FortiGuard")),
          anywhere(
              "FortiGate",
              title(".*Violation.*"),
              markup("<[^>]{0,300}url\\.fortinet\\.net:8008/")),
          anywhere("FortiGate", redirect("https?://[^/?]*:100[03]/fgtauth\\?")),
          anywhere(
              "Cisco Umbrella", redirect("https?://(?:block|malware|phish)\\.opendns\\.com[/?]")),
          anywhere("Cisco Meraki", redirect("https?://wired\\.meraki\\.com:8090/blocked\\.cgi")),
          anywhere("Check Point", redirect("[^?]{0,300}/UserCheck/PortalMain\\?IID=")),
          anywhere("Netskope", redirect("https?://[^/?]*\\.goskope\\.com[:/?]")),
          anywhere(
              "iboss",
              redirect("[^?]{0,300}/(?:ibreports/ibp/bp\\.html|block/restricted\\.html\\?fn=)")),
          anywhere(
              "squidGuard",
              redirect("[^?]{0,300}(?:\\?clientaddr=.{0,500}&targetgroup=|/sgerror\\.php\\?url=)")),
          anywhere(
              "WatchGuard",
              error(),
              field("Server", "WatchGuard"),
              markup("Request denied by WatchGuard HTTP Proxy\\.")),
          anywhere(
              "SonicWall", error(), field("Server", "SonicWALL"), markup("<[^>]{0,300}nsa_banner")),
          anywhere("E2Guardian", title("E2Guardian - (?:Access Denied|Unable to load website)")),
          anywhere("E2Guardian", redirect("http://internal\\.test\\.e2guardian\\.org")),
          anywhere("Privoxy", reason("Request blocked by Privoxy")),
          anywhere("Privoxy", error(), field("Last-Modified", "Wed, 08 Jun 1955 12:00:00 GMT")),
          anywhere("tinyproxy", error(), field("Server", "tinyproxy/.*")),
          anywhere("mitmproxy", error(), field("Server", "mitmproxy .*")),
          anywhere(
              "Azure Firewall", status(470), content("Action: Deny\\. Reason: [^\r\n]{1,200}")),
          askedProxy("Barracuda", error(), field("Server", "Barracuda(?:HTTP |/NGFirewall).*")),
          outsideTls("captive portal", status(511)),
          outsideTls("proxy", status(407)),
          askedProxy("Apache HTTP Server as a proxy", error(), reason("Proxy Error")),
          askedProxy(
              "mitmproxy",
              error(),
              content("Cannot connect to [^\\s]{1,300}: \\[Errno [^\r\n]{1,200}")),
          askedProxy(
              "Envoy",
              status(403),
              field("Server", "envoy|istio-envoy"),
              without("X-Envoy-Upstream-Service-Time"),
              content("RBAC: access denied")),
          askedProxy(
              "HAProxy",
              without("Server"),
              content(
                  "<html><body><h1>(?:403 Forbidden</h1>\r?\nRequest forbidden by administrative"
                      + " rules|503 Service Unavailable</h1>\r?\nNo server is available to handle"
                      + " this request)\\.\r?\n</body></html>")),
          askedProxy(
              "proxy",
              error(),
              // The error types of RFC 9209 that a proxy meets before it has an answer to pass on.
              field(
                  "Proxy-Status",
                  ".*;\\s*error=\"?(?:dns_|destination_|connection_|http_request_denied|tls_|"
                      + "proxy_).*")));

  private Interceptors() {}

  /** The first row whose marks are all there. */
  static Optional<Interception.Interfering> detect(AnswerInContext context) {
    return ALL.stream()
        .flatMap(row ->
            row.signs(context).stream()
                .map(signs ->
                    new Interception.Interfering(Intermediary.named(row.product()), signs)))
        .findFirst();
  }
}
