package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardProxyTest {

  private static final String TOKEN =
      "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token";

  private final CertificateAuthority ca = CertificateAuthority.named("Test CA");
  private final MetadataServer metadata = MetadataServer.start();
  private final Origin github = Origin.secure(Site.GITHUB, ca.issue("github.test"));
  private final Origin plain = Origin.plain(Site.ANONYMOUS);
  private final ForwardProxy proxy =
      ForwardProxy.start(
          Map.of(
              "metadata.google.internal", metadata.address(),
              "github.test", github.address(),
              "www.corp.test", plain.address()));

  @AfterEach
  void close() {
    List.of(proxy, plain, github, metadata).forEach(StandIn::close);
  }

  @Test
  void denialHasSquidsHeadersInSquidsOrder() throws IOException {
    proxy.rules(Access.denyHosts("metadata.google.internal"));
    var answer = get(TOKEN, "Metadata-Flavor: Google");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    assertThat(answer.fieldNames())
        .containsExactly(
            "Server",
            "Mime-Version",
            "Date",
            "Content-Type",
            "Content-Length",
            "X-Squid-Error",
            "Vary",
            "Content-Language",
            "X-Cache",
            "X-Cache-Lookup",
            "Via",
            "Connection");
    assertThat(answer.field("Server")).isEqualTo("squid/5.7");
    assertThat(answer.field("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.field("X-Squid-Error")).isEqualTo("ERR_ACCESS_DENIED 0");
    assertThat(answer.field("X-Cache-Lookup"))
        .isEqualTo("NONE from proxy.corp.test:" + proxy.address().getPort());
    assertThat(answer.field("Via")).isEqualTo("1.1 proxy.corp.test (squid/5.7)");
    assertThat(metadata.requests()).isEmpty();
  }

  @Test
  void pageHasTheMarksOfSquid() throws IOException {
    proxy.rules(Access.denyHosts("metadata.google.internal"));
    var answer = get(TOKEN, "Authorization: Bearer canary", "X-Trace: a b");

    assertThat(answer.body())
        .startsWith("<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\"")
        .contains("<meta type=\"copyright\"", "The Squid Software Foundation and contributors")
        .contains("<body id=ERR_ACCESS_DENIED>")
        .contains("<div id=\"titles\">", "<div id=\"content\">", "<blockquote id=\"error\">")
        .contains("<a href=\"" + TOKEN + "\">")
        .contains("mailto:webmaster?subject=CacheErrorInfo%20-%20ERR_ACCESS_DENIED&amp;body=")
        .contains("X-Trace%3A%20a%20b")
        .contains("Generated " + answer.field("Date") + " by proxy.corp.test (squid/5.7)")
        .endsWith("<!-- ERR_ACCESS_DENIED -->\n</div>\n</body></html>\n")
        .doesNotContain("canary", "${");
    assertThat(answer.field("Content-Length"))
        .isEqualTo(Integer.toString(answer.body().getBytes(StandardCharsets.UTF_8).length));
  }

  @Test
  void deniedTunnelShowsTheUrlAsSquidDoes() throws IOException {
    proxy.rules(Access.denyHosts("github.test"));
    var answer = connect("github.test:443");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    assertThat(answer.field("X-Cache")).isEqualTo("MISS from proxy.corp.test");
    assertThat(answer.body()).contains("<a href=\"https://github.test/*\">");
  }

  @ParameterizedTest(name = "{0} without credentials")
  @CsvSource({"GET http://www.corp.test/ HTTP/1.1", "CONNECT github.test:443 HTTP/1.1"})
  void credentialsAreDemanded(String requestLine) throws IOException {
    proxy.demandCredentials("alice:secret");
    var answer = Exchange.with(proxy.address(), requestLine, "Connection: close");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 407 Proxy Authentication Required");
    assertThat(answer.field("X-Squid-Error")).isEqualTo("ERR_CACHE_ACCESS_DENIED 0");
    assertThat(answer.field("Proxy-Authenticate")).startsWith("Basic realm=");
    assertThat(answer.fieldNames()).containsSubsequence("Content-Language", "Proxy-Authenticate");
  }

  @Test
  void rightCredentialsPassAndGoNoFurther() throws IOException {
    proxy.demandCredentials("alice:secret");
    var answer = get("http://www.corp.test/", "Proxy-Authorization: Basic YWxpY2U6c2VjcmV0");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(plain.requests().getFirst().headers().first("Proxy-Authorization")).isEmpty();
    assertThat(get("http://www.corp.test/", "Proxy-Authorization: Basic bm9wZQ==").statusLine())
        .contains("407");
  }

  @Test
  void passedAnswerIsTheOriginsOwnWithAViaAndACacheLine() throws IOException {
    var answer = get("http://www.corp.test?a=b");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(answer.fieldNames())
        .containsExactly(
            "Content-Type", "Content-Length", "X-Cache", "X-Cache-Lookup", "Via", "Connection");
    assertThat(answer.body()).contains("Welcome");
    Request seen = plain.requests().getFirst();
    assertThat(seen.target()).isEqualTo("/?a=b");
    assertThat(seen.headers().first("Via")).hasValue("1.1 proxy.corp.test (squid/5.7)");
    assertThat(seen.headers().first("X-Forwarded-For")).hasValue("127.0.0.1");
  }

  @Test
  void metadataServerRefusesWhatTheProxyForwards() throws IOException {
    var answer = get(TOKEN, "Metadata-Flavor: Google");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    assertThat(answer.field("Metadata-Flavor")).isEqualTo("Google");
    assertThat(answer.field("X-Cache")).isEqualTo("MISS from proxy.corp.test");
  }

  @Test
  void proxyThatHidesItsClientGetsATokenOfItsOwnHost() throws IOException {
    proxy.deleteForwardedFor();
    metadata.speakFor(MachineIdentity.proxyHost());

    assertThat(get(TOKEN, "Metadata-Flavor: Google").body()).contains("token-of-the-proxy-host");
  }

  @Test
  void tunnelCarriesTlsToTheServiceItself() throws IOException {
    var names = new Socket();
    names.connect(proxy.address());
    names
        .getOutputStream()
        .write("CONNECT github.test:443 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    String established = "HTTP/1.1 200 Connection established\r\n\r\n";
    assertThat(names.getInputStream().readNBytes(established.length()))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo(established);

    try (var tls =
        (SSLSocket)
            ca.trustingClient().getSocketFactory().createSocket(names, "github.test", 443, true)) {
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      var answer = Exchange.on(tls, "GET / HTTP/1.1", "Connection: close");

      assertThat(answer.field("X-GitHub-Request-Id")).isNotEmpty();
      assertThat(answer.field("Via")).isEmpty();
    }
    assertThat(proxy.requests()).extracting(Request::target).containsExactly("github.test:443");
  }

  @Test
  void javaClientReachesLoopbackAddressesThroughTheTunnel() throws IOException {
    var through = new Proxy(Proxy.Type.HTTP, proxy.address());
    var connection = (HttpsURLConnection) github.uriByAddress().toURL().openConnection(through);
    connection.setSSLSocketFactory(ca.trustingClient().getSocketFactory());

    assertThat(connection.getHeaderField("Server")).isEqualTo("github.com");
    assertThat(proxy.requests()).extracting(Request::method).containsExactly("CONNECT");
  }

  @ParameterizedTest(name = "{0} fails with {1}")
  @CsvSource({
    "nowhere.test, ERR_DNS_FAIL 0",
    "refused.test, ERR_CONNECT_FAIL 111",
    "192.0.2.1, ERR_CONNECT_FAIL 113"
  })
  void unreachableOriginIsToldWithItsErrno(String host, String error) throws IOException {
    proxy.name("refused.test", portThatNobodyListensOn());

    var page = get("http://" + host + "/");
    var tunnel = connect(host + ":443");

    assertThat(page.statusLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
    assertThat(page.field("X-Squid-Error")).isEqualTo(error);
    assertThat(page.field("X-Cache-Lookup")).startsWith("MISS from ");
    assertThat(tunnel.statusLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
    assertThat(tunnel.field("X-Squid-Error")).isEqualTo(error);
    assertThat(tunnel.fieldNames()).endsWith("Vary", "Content-Language");
  }

  @Test
  void originThatSaysNothingOrBreaksOffIsABadGateway() throws IOException {
    plain.inject(Fault.OnConnection.CLOSED);
    assertThat(get("http://www.corp.test/").field("X-Squid-Error"))
        .isEqualTo("ERR_ZERO_SIZE_OBJECT 0");

    plain.inject(Fault.OnConnection.RESET);
    assertThat(get("http://www.corp.test/").field("X-Squid-Error")).isEqualTo("ERR_READ_ERROR 104");
  }

  @ParameterizedTest
  @CsvSource({"GET / HTTP/1.1", "GET http:/// HTTP/1.1", "CONNECT github.test HTTP/1.1"})
  void targetWithoutAHostIsAnInvalidUrl(String requestLine) throws IOException {
    var answer = Exchange.with(proxy.address(), requestLine, "Connection: close");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 400 Bad Request");
    assertThat(answer.field("X-Squid-Error")).isEqualTo("ERR_INVALID_URL 0");
  }

  @Test
  void deniedConnectionStaysOpenForTheNextRequest() throws IOException {
    proxy.rules(Access.denyHosts("www.corp.test"));
    try (var socket = new Socket()) {
      socket.connect(proxy.address());
      String two =
          Exchange.on(
                  socket,
                  "GET http://www.corp.test/1 HTTP/1.1\r\n",
                  "GET http://www.corp.test/2 HTTP/1.1",
                  "Connection: close")
              .answer();

      assertThat(two.split("HTTP/1.1 403 Forbidden", -1)).hasSize(3);
    }
    assertThat(proxy.requests()).hasSize(2);
  }

  private Exchange get(String url, String... fields) throws IOException {
    var lines = new ArrayList<>(List.of("GET " + url + " HTTP/1.1"));
    lines.add("Host: " + URI.create(url).getAuthority());
    lines.addAll(List.of(fields));
    lines.add("Connection: close");
    return Exchange.with(proxy.address(), lines.toArray(String[]::new));
  }

  private Exchange connect(String target) throws IOException {
    return Exchange.with(proxy.address(), "CONNECT " + target + " HTTP/1.1", "Connection: close");
  }

  private static InetSocketAddress portThatNobodyListensOn() throws IOException {
    try (var server = new ServerSocket()) {
      server.bind(StandIn.anyPort());
      return (InetSocketAddress) server.getLocalSocketAddress();
    }
  }
}
