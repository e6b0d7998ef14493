package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.observation.Stage;
import preflight.plan.Target;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Proxies on loopback, each with a way of its own to say no. */
class TunnelTest {

  private static final URI GITHUB = URI.create("https://github.test/");

  @Test
  void refusalIsKeptWithItsPage() throws Exception {
    try (Peer proxy =
        Peer.answering(
            "HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n"
                + "Content-Length: 6\r\n\r\ndenied")) {
      RouteCheck check = through(proxy);

      assertThat(check.failedWith(Code.PROXY_REFUSED_TUNNEL)).isTrue();
      HttpAnswer page = check.answer().orElseThrow();
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.header("x-squid-error")).contains("ERR_ACCESS_DENIED 0");
      assertThat(page.bodyUtf8()).isEqualTo("denied");
      assertThat(check.last().orElseThrow().observations().getLast().outcome())
          .isEqualTo(new Outcome.NotAttempted(Stage.PROXY));
    }
  }

  @Test
  void pageUnder200IsARefusal() throws Exception {
    try (Peer proxy =
        Peer.answering(
            "HTTP/1.1 200 OK\r\nX-Squid-Error: 200:ERR_ACCESS_DENIED 0\r\n"
                + "Content-Length: 6\r\n\r\ndenied")) {
      RouteCheck check = through(proxy);

      assertThat(check.failedWith(Code.PROXY_REFUSED_TUNNEL)).isTrue();
      assertThat(check.answer().orElseThrow().bodyUtf8()).isEqualTo("denied");
    }
  }

  @Test
  void chunkedAndZippedPageIsDecoded() throws Exception {
    String page = zipped("a page about a denial");
    String chunked =
        "%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
            .formatted(5, page.substring(0, 5), page.length() - 5, page.substring(5));
    try (Peer proxy =
        Peer.answering(
            "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Encoding: gzip\r\n\r\n"
                + chunked)) {
      assertThat(through(proxy).answer().orElseThrow().bodyUtf8())
          .isEqualTo("a page about a denial");
    }
  }

  @Test
  void pageThatNeverEndsIsKeptAsFarAsItCame() throws Exception {
    try (Peer proxy = Peer.dripping("HTTP/1.1 403 Forbidden\r\nServer: drip\r\n\r\n")) {
      RouteCheck check = Runs.impatiently(tunnelled(proxy));

      assertThat(check.failedWith(Code.PROXY_REFUSED_TUNNEL)).isTrue();
      assertThat(check.answer().orElseThrow().bodyUtf8()).startsWith("xx");
    }
  }

  @Test
  void credentialsWantedStopsAtOnce() throws Exception {
    try (Peer proxy =
        Peer.answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
      RouteCheck check = Runs.patiently(tunnelled(proxy));

      assertThat(check.failedWith(Code.PROXY_AUTH_REQUIRED)).isTrue();
      assertThat(check.attempts()).hasSize(1);
    }
  }

  @Test
  void credentialsOfTheProxyUrlAreSentAndNeverShown() throws Exception {
    try (Peer proxy = Peer.answering("HTTP/1.1 403 no\r\nContent-Length: 0\r\n\r\n")) {
      var address =
          new ProxyAddress(
              ProxyAddress.Scheme.HTTP, "127.0.0.1", proxy.port(), Optional.of("bob:CANARY"));

      RouteCheck check =
          Runs.once(Runs.counted(Target.Kind.GITHUB, GITHUB, new Route.Tunnel(address)));

      assertThat(proxy.heads().getFirst())
          .startsWith("CONNECT github.test:443 HTTP/1.1\r\nHost: github.test:443\r\n")
          .contains("Proxy-Authorization: Basic Ym9iOkNBTkFSWQ==\r\n")
          .contains("User-Agent: preflight/");
      assertThat(check.toString()).doesNotContain("CANARY", "Ym9iOkNBTkFSWQ");
    }
  }

  @Test
  void silentProxyIsSilent() throws Exception {
    try (Peer proxy = Peer.silent()) {
      assertThat(Runs.impatiently(tunnelled(proxy)).failedWith(Code.PROXY_SILENT)).isTrue();
    }
  }

  @Test
  void headThatDripsForEverIsSilence() throws Exception {
    try (Peer proxy = Peer.dripping("HTTP/1.1 200 ")) {
      assertThat(Runs.impatiently(tunnelled(proxy)).failedWith(Code.PROXY_SILENT)).isTrue();
    }
  }

  @Test
  void proxyThatHangsUpIsClosed() throws Exception {
    try (Peer proxy = Peer.closing()) {
      assertThat(through(proxy).failedWith(Code.PROXY_CLOSED)).isTrue();
    }
  }

  @Test
  void whatIsNotHttpIsMalformed() throws Exception {
    try (Peer proxy = Peer.answering("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertThat(through(proxy).failedWith(Code.PROXY_MALFORMED)).isTrue();
    }
  }

  @Test
  void tunnelThatOpensIsFollowedByTls() throws Exception {
    try (Peer proxy = Peer.answering("HTTP/1.1 200 Connection established\r\nVia: 1.1 p\r\n\r\n")) {
      RouteCheck check = Runs.impatiently(tunnelled(proxy));

      assertThat(check.all(TunnelRequest.class).findFirst().orElseThrow().outcome().succeeded())
          .isTrue();
      assertThat(check.last().flatMap(attempt -> attempt.failed()).orElseThrow().stage())
          .isEqualTo(Stage.TLS);
    }
  }

  private static RouteCheck through(Peer proxy) throws Exception {
    return Runs.once(tunnelled(proxy));
  }

  private static CheckPlan tunnelled(Peer proxy) {
    return Runs.counted(Target.Kind.GITHUB, GITHUB, new Route.Tunnel(Runs.proxy(proxy)));
  }

  private static String zipped(String text) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
