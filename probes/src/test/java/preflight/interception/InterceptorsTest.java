package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static preflight.interception.Answers.answer;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.HttpAnswer;

class InterceptorsTest {

  private static final String HTML = "Content-Type: text/html";

  static Stream<Arguments> giveaways() {
    return Stream.of(
        arguments("Zscaler", answer("403", "Server: Zscaler/6.2")),
        arguments("Zscaler", to("https://gateway.zscalertwo.net/auD?origurl=x")),
        arguments("Zscaler", page("403", "<img src=\"https://login.zscloud.net/img_logo_new\">")),
        arguments(
            "Zscaler",
            page(
                "403",
                "<td class=\"bh\"><img src=\"https://login.zscloud.net:443/__zsig/cD6\" />")),
        arguments(
            "Zscaler",
            page(
                "200", "<img src=\"https://login.zscaler.net:443/__zsig/vZT\" />Sorry, you can't")),
        arguments(
            "Zscaler",
            page(
                "200",
                "<!--samlchecks_get.html --><head><title>Welcome To Zscaler Directory"
                    + " Authentication</title></head>")),
        arguments(
            "Symantec ProxySG",
            page("503", "<TITLE>Network Error</TITLE><body><FONT face=\"Helvetica\">dns</FONT>")),
        arguments("Symantec ProxySG", to("http://notify.bluecoat.com/notify-NotifyUser1")),
        arguments("Forcepoint", to("http://10.0.0.1:15871/cgi-bin/blockpage.cgi?ws-session=1")),
        arguments(
            "McAfee Web Gateway",
            page(
                "403",
                "<title>McAfee Web Gateway - Notification</title><body>"
                    + "<img src=/mwg-internal/de5fs23hu73ds/files/x>")),
        arguments(
            "Palo Alto Networks",
            page(
                "503",
                "<body><h1>Web Page Blocked</h1>Access has been blocked in accordance with company"
                    + " policy.")),
        arguments("Palo Alto Networks", to("http://10.0.0.1:6080/php/urlblock.php?args=AAAA")),
        arguments(
            "FortiGate",
            page("403", "<title>Web Filter Violation</title><body>FortiGuard Web Filtering")),
        arguments("FortiGate", to("http://10.0.0.1:1000/fgtauth?0001")),
        arguments(
            "FortiGate",
            page(
                "403",
                "<!-- IE friendly error message walkround. -->"
                    + ("\n" + " ".repeat(49)).repeat(6)
                    + "\n<!DOCTYPE html><html><head><title>Web Filter Violation</title></head><body>"
                    + "FortiGuard Intrusion Prevention - Access Blocked")),
        arguments(
            "Cisco Secure Web Appliance",
            page(
                "403",
                "<title>Notification: Policy: URL Filtering</title><body><h1>This Page Cannot Be"
                    + " Displayed</h1>Reason: BLOCK-WEBCAT<br />\nNotification: WEBCAT")),
        arguments(
            "McAfee Web Gateway",
            page(
                "502",
                "<!-- FileName: index.html\n     Language: [en]\n--><html><head><title>Corp</title>"
                    + "</head><body><img src=\"/mwg-internal/de5fs23hu73ds/files/x\">")),
        arguments(
            "Symantec ProxySG",
            page(
                "400",
                "<TITLE>Request Error</TITLE><body><big>Request Error (invalid_request)</big>")),
        arguments(
            "Cisco Umbrella",
            page(
                "403",
                "<title>Site Blocked</title><body>"
                    + "<a href=\"https://tools.opendns.com/contact-netadmin/?x\">Ask</a>")),
        arguments(
            "Apache Traffic Server",
            page(
                "403",
                "<TITLE>Access Denied</TITLE><body>Description: You are not allowed to access the"
                    + " document at location <em>x</em>")),
        arguments("Cisco Umbrella", to("https://block.opendns.com/?url=x")),
        arguments("Cisco Meraki", to("http://wired.meraki.com:8090/blocked.cgi?x")),
        arguments("Check Point", to("https://gw/UserCheck/PortalMain?IID=1")),
        arguments("Netskope", to("https://corp.eu.goskope.com/notify")),
        arguments("iboss", to("http://10.0.0.1/block/restricted.html?fn=x")),
        arguments("squidGuard", to("http://f/cgi?clientaddr=10.0.0.2&a=b&targetgroup=adv&url=x")),
        arguments(
            "WatchGuard",
            answer(
                "403", "Server: WatchGuard", "", "<html>Request denied by WatchGuard HTTP Proxy.")),
        arguments(
            "SonicWall", answer("403", "Server: SonicWALL", "", "<html><img src=nsa_banner>")),
        arguments("E2Guardian", page("200", "<title>E2Guardian - Access Denied</title>")),
        arguments("Privoxy", answer("403 Request blocked by Privoxy")),
        arguments("Privoxy", answer("404", "Last-Modified: Wed, 08 Jun 1955 12:00:00 GMT")),
        arguments("tinyproxy", answer("500 Unable to connect", "Server: tinyproxy/1.11.1")),
        arguments("mitmproxy", answer("502", "Server: mitmproxy 8.1.1")),
        arguments("mitmproxy", answer("502", "", "Cannot connect to a:443: [Errno -2] unknown")),
        arguments(
            "Azure Firewall", answer("470", "", "Action: Deny. Reason: No rule matched. Done.")),
        arguments("Barracuda", answer("403", "Server: BarracudaHTTP 4.0")),
        arguments("captive portal", answer("511 Network Authentication Required")),
        arguments("proxy", answer("407 Proxy Authentication Required")),
        arguments("Apache HTTP Server as a proxy", answer("502 Proxy Error", "Server: Apache")),
        arguments("Envoy", answer("403", "server: envoy", "", "RBAC: access denied")),
        arguments("HAProxy", answer("403", "", HAPROXY)),
        arguments("proxy", answer("502", "Proxy-Status: gw; error=\"dns_error\"; rcode=NXDOMAIN")));
  }

  private static final String HAPROXY =
      "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n"
          + "</body></html>";

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("giveaways")
  void productIsNamedWithItsSigns(String product, HttpAnswer answer) {
    assertThat(InterceptionDetector.detect(answer, Channel.FORWARDED))
        .isInstanceOfSatisfying(
            Interception.Interfering.class,
            found -> {
              assertThat(found.by().product()).isEqualTo(product);
              assertThat(found.signs()).isNotEmpty().noneMatch(sign -> sign.contains("ws-session"));
            });
  }

  static Stream<Arguments> lookAlikes() {
    return Stream.of(
        arguments(
            "an issue about a block page",
            page(
                "200",
                "<title>Web Filter Violation · Issue #1</title><body>FortiGuard says Web Page"
                    + " Blocked, &lt;h1&gt;Web Page Blocked&lt;/h1&gt; has been blocked in"
                    + " accordance with company policy; Server: Zscaler/6.2")),
        arguments(
            "a manual about a block page",
            page(
                "404",
                "<title>Not Found</title><body>See http://gw:15871/cgi-bin/block_message.cgi and"
                    + " login.zscloud.net/img_logo and /mwg-internal/")),
        arguments(
            "a manual about a sign-in",
            page(
                "200",
                "<title>Sign-in</title><body>The page Welcome To Zscaler Directory Authentication"
                    + " loads login.zscaler.net:443/__zsig/x")),
        arguments(
            "a login that returns to a block page",
            to("https://sso.example/login?next=http://gw/php/urlblock.php?args=x")),
        arguments("a link to a vendor", page("200", "<a href=\"https://x.zscaler.net/\">help</a>")),
        arguments(
            "a redirect that carries a vendor's URL",
            to("https://sso.example/login?next=https://x.zscaler.net/y")),
        arguments("a status page of a proxy", answer("200", "Server: tinyproxy/1.11.1")),
        arguments(
            "GitHub's own words", answer("403", "", "Request forbidden by administrative rules.")),
        arguments("an origin's own HAProxy", answer("403", "Via: 1.1 gw", "", HAPROXY)),
        arguments(
            "an origin's own HAProxy behind a Squid without Via",
            answer(
                "403", "X-Cache: MISS from gw", "X-Cache-Lookup: MISS from gw:3128", "", HAPROXY)),
        arguments(
            "an origin's own Envoy behind a cache",
            answer(
                "403",
                "server: istio-envoy",
                "Cache-Status: gw;fwd=miss;detail=mismatch",
                "",
                "RBAC: access denied")),
        arguments(
            "a wiki's page about a vendor",
            page("200", "<title>Application Control</title><body>as FortiGuard does")),
        arguments(
            "an origin's own Envoy",
            answer(
                "403",
                "server: istio-envoy",
                "x-envoy-upstream-service-time: 1",
                "",
                "RBAC: access denied")),
        arguments("an application's error", answer("403", "Proxy-Status: PostgREST; error=42501")),
        arguments("nginx's stock page", answer("403 Forbidden", "Server: nginx", HTML)),
        arguments("a login", to("https://accounts.google.com/o/oauth2/v2/auth?client_id=x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lookAlikes")
  void lookAlikeIsNotInterference(String what, HttpAnswer answer) {
    assertThat(InterceptionDetector.detect(answer, Channel.FORWARDED))
        .as(what)
        .isNotInstanceOf(Interception.Interfering.class);
  }

  static Stream<HttpAnswer> servicesOwnSoftware() {
    return Stream.of(
        answer("403", "server: envoy", "", "RBAC: access denied"),
        answer("403", "", HAPROXY),
        answer("502 Proxy Error", "Server: Apache"),
        answer("502", "Proxy-Status: cdn; error=connection_refused"));
  }

  @ParameterizedTest
  @MethodSource("servicesOwnSoftware")
  void wordsThatServicesSayTooCountOnlyFromAProxyThatWasAsked(HttpAnswer answer) {
    assertThat(InterceptionDetector.detect(answer, Channel.PLAIN))
        .isInstanceOf(Interception.Absent.class);
    assertThat(InterceptionDetector.detect(answer, Channel.VERIFIED_TLS))
        .isInstanceOf(Interception.Absent.class);
  }

  private static HttpAnswer to(String location) {
    return answer("302 Found", "Location: " + location);
  }

  private static HttpAnswer page(String status, String content) {
    return answer(status, HTML, "", "<html>" + content);
  }
}
