package preflight.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static preflight.interception.Answers.DATE;
import static preflight.interception.Answers.answer;
import static preflight.interception.Answers.squidPage;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

class InterceptionDetectorTest {

  private static final long SEED = 20261121;

  @ParameterizedTest
  @ValueSource(strings = {"302 Found", "400 Bad Request", "403 Forbidden", "407 Auth", "503 No"})
  void refusedTunnelIsTheProxysOwn(String status) {
    assertThat(InterceptionDetector.detect(answer(status), Channel.CONNECT))
        .isInstanceOfSatisfying(
            Interception.Interfering.class,
            found -> {
              assertThat(found.by().product()).isEqualTo("proxy");
              assertThat(found.signs()).contains("the proxy itself answers CONNECT with " + status);
            });
  }

  @Test
  void refusedTunnelKeepsTheNameInVia() {
    var found =
        InterceptionDetector.detect(
            answer("403", "Via: 1.1 gw.corp (Cisco-WSA/12.0)"), Channel.CONNECT);

    assertThat(found)
        .isInstanceOfSatisfying(
            Interception.Interfering.class,
            interfering -> {
              assertThat(interfering.by().product()).isEqualTo("Cisco-WSA");
              assertThat(interfering.by().host()).contains("gw.corp");
              assertThat(interfering.by().version()).contains("12.0");
            });
  }

  @Test
  void openTunnelIsNotInterference() {
    assertThat(InterceptionDetector.detect(answer("200 OK"), Channel.CONNECT))
        .isInstanceOf(Interception.Absent.class);
    assertThat(
            InterceptionDetector.detect(
                answer("200 OK", "Proxy-agent: tinyproxy/1.11.1"), Channel.CONNECT))
        .isInstanceOfSatisfying(
            Interception.Benign.class,
            benign -> assertThat(benign.by().product()).isEqualTo("tinyproxy"));
  }

  @Test
  void tunnelThatOpensWithAnErrorPageIsInterference() {
    assertThat(
            InterceptionDetector.detect(
                answer("200 OK", "X-Squid-Error: 200:ERR_CUSTOM 0"), Channel.CONNECT))
        .isInstanceOf(Interception.Interfering.class);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void squidsPageIsInterferenceOnEveryChannel(Channel channel) {
    var found =
        InterceptionDetector.detect(
            answer("503 No", DATE, "", squidPage("http://a.example/")), channel);

    assertThat(found)
        .isInstanceOfSatisfying(
            Interception.Interfering.class,
            interfering ->
                assertThat(interfering.signs().stream().anyMatch(sign -> sign.contains("verified")))
                    .isEqualTo(channel == Channel.VERIFIED_TLS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: 1.1 varnish",
        "Via: 1.1 google",
        "Via: 1.1 0a1b.cloudfront.net (CloudFront)",
        "X-Cache: Error from cloudfront",
        "X-Cache: HIT, MISS",
        "X-Cache: TCP_HIT"
      })
  void deliveryNetworkIsNobodyInBetween(String field) {
    assertThat(InterceptionDetector.detect(answer("200 OK", field), Channel.PLAIN))
        .isInstanceOf(Interception.Absent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: 1.1 gw (squid/5.7)",
        "Via: 1.1 gateway.corp.example:8088",
        "X-Cache: MISS from gateway",
        "Cache-Status: gateway;fwd=miss"
      })
  void traceOfAProxyOnAGenuineAnswerIsBenign(String field) {
    assertThat(InterceptionDetector.detect(answer("403", field), Channel.FORWARDED))
        .isInstanceOfSatisfying(
            Interception.Benign.class, benign -> assertThat(benign.signs()).containsExactly(field));
  }

  @Test
  void proxyIsSeenBesideADeliveryNetworkInOneField() {
    assertThat(
            InterceptionDetector.detect(
                answer("200", "Via: 1.1 x.cloudfront.net (CloudFront), 1.1 gw (squid/6.13)"),
                Channel.FORWARDED))
        .isInstanceOfSatisfying(
            Interception.Benign.class,
            benign -> {
              assertThat(benign.by().product()).isEqualTo("Squid");
              assertThat(benign.by().host()).contains("gw");
              assertThat(benign.signs()).containsExactly("Via: 1.1 gw (squid/6.13)");
            });
  }

  @Test
  void insideVerifiedTlsOnlyInspectingProductsLeaveTraces() {
    assertThat(
            InterceptionDetector.detect(
                answer("200", "Via: 1.1 edge-7", "X-Cache: HIT from edge"), Channel.VERIFIED_TLS))
        .isInstanceOf(Interception.Absent.class);
    assertThat(
            InterceptionDetector.detect(answer("200", "Via: 1.1 gw (squid)"), Channel.VERIFIED_TLS))
        .isInstanceOf(Interception.Benign.class);
  }

  @Test
  void signsArePrintableAndShort() {
    var found =
        InterceptionDetector.detect(
            answer("200", "Via: 1.1 gw\u001b[2J\u0007 " + "x".repeat(5000)), Channel.PLAIN);

    assertThat(((Interception.Benign) found).signs().getFirst())
        .hasSizeLessThan(200)
        .matches("[\\x20-\\x7e]+");
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void anyBytesComeToAnAnswer(Channel channel) {
    Random random = new Random(SEED);
    byte[] page = squidPage("http://a.example/").getBytes(ISO_8859_1);
    assertThatCode(() ->
            IntStream.range(0, 600)
                .forEach(i -> InterceptionDetector.detect(scrambled(random, page), channel)))
        .as("seed %d", SEED)
        .doesNotThrowAnyException();
  }

  /** Content that makes a backtracking expression slow: openings without their ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "<title>",
        "<body ",
        "<a href=\"",
        "<a href=\"x\">",
        "<i>(1",
        "<!-- ERR_A --> ",
        "<div id=\"footer\">",
        "a (b",
        " ",
        "\n",
        "ERR_",
        "<?xml ",
        "f",
        "<html><body><div id=\"footer\">a ("
      })
  void longContentTakesLittleTime(String opening) {
    for (String start : List.of("", "<html>", "<html><body>", "<html><body><div id=\"footer\">")) {
      String content = start + opening.repeat(HttpAnswer.BODY_LIMIT / opening.length());
      HttpAnswer answer = answer("403", "Content-Type: text/html", "Via: " + content, "", content);
      assertTimeout(
          Duration.ofSeconds(10), () -> InterceptionDetector.detect(answer, Channel.FORWARDED));
    }
  }

  private static HttpAnswer scrambled(Random random, byte[] page) {
    byte[] body = page.clone();
    for (int i = random.nextInt(60); i > 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    List<String> names =
        List.of("Server", "Via", "X-Cache", "Date", "X-Squid-Error", "Location", "Content-Type");
    List<Header> headers =
        names.stream()
            .filter(name -> random.nextBoolean())
            .map(name -> new Header(name, noise(random)))
            .toList();
    return new HttpAnswer(100 + random.nextInt(900), noise(random), headers, body);
  }

  private static String noise(Random random) {
    List<String> words =
        List.of(
            "squid", "/", "1.1 ", "(", ")", "ERR_A", " 0", "http://", "@", "?", "text/html", "é");
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      noise.append(words.get(random.nextInt(words.size()))).append((char) random.nextInt(300));
    }
    return noise.toString();
  }
}
