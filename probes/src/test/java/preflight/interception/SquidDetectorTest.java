package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static preflight.interception.Answers.DATE;
import static preflight.interception.Answers.answer;
import static preflight.interception.Answers.squidPage;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.HttpAnswer;

class SquidDetectorTest {

  private static final URI ASKED = URI.create("http://blocked.example/path?token=canary");
  private static final String PAGE = squidPage("http://u:canary@blocked.example/path?token=canary");
  private static final String HTML = "Content-Type: text/html;charset=utf-8";

  static Stream<Arguments> squidsOwn() {
    return Stream.of(
        arguments("its error field", answer("403", "X-Squid-Error: ERR_ACCESS_DENIED 0")),
        arguments("its name as server", answer("302", "Server: squid/6.13", "Location: http://x/")),
        arguments("its name without version", answer("403", "Server: squid")),
        arguments(
            "weak fields together",
            answer(
                "503",
                "X-Cache-Lookup: NONE from gateway:3128",
                "Mime-Version: 1.0",
                HTML,
                "",
                "<html><p>no</p></html>")),
        arguments("its page alone", answer("503", HTML, "", PAGE)),
        arguments("its page with the time", answer("503", HTML, DATE, "", PAGE)),
        arguments("its page without type", answer("503", "", PAGE)),
        arguments("its page as a success", answer("200 OK", HTML, DATE, "", PAGE)),
        arguments("a renamed page", answer("503", HTML, "", PAGE.replace("squid/5.7", "acme"))),
        arguments("half a page", answer("503", HTML, "", PAGE.substring(0, PAGE.length() / 2))),
        arguments("a chunk size before it", answer("503", HTML, "", "3a7;x=y\r\n" + PAGE)),
        arguments("a byte order mark before it", answer("503", HTML, "", "\ufeff" + PAGE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("squidsOwn")
  void squidsOwnAnswerIsTold(String sign, HttpAnswer answer) {
    assertThat(detect(answer)).as(sign).isPresent();
    assertThat(detect(answer).orElseThrow().by().product()).isEqualTo("Squid");
  }

  static Stream<Arguments> nearMisses() {
    String quoted = PAGE.replace("<", "&lt;").replace("\"", "&quot;");
    return Stream.of(
        arguments("a saved page", answer("200", HTML, "Date: " + LATER, "", PAGE)),
        arguments("a saved page under an error", answer("404", HTML, "Date: " + LATER, "", PAGE)),
        arguments("a stored file", answer("200", HTML, "ETag: \"1\"", DATE, "", PAGE)),
        arguments("an old file", answer("200", HTML, "Last-Modified: " + LATER, "", PAGE)),
        arguments(
            "a page about another host",
            answer("503", HTML, "", PAGE.replace("blocked.example", "other.example"))),
        arguments(
            "an undated success about another host",
            answer("200", HTML, "", PAGE.replace("blocked.example", "blocked.example.org"))),
        arguments("a page as text", answer("403", "Content-Type: text/plain", "", PAGE)),
        arguments("a page in JSON", answer("403", "Content-Type: application/json", "", PAGE)),
        arguments(
            "a page escaped in a page",
            answer("403", HTML, "", "<html><body><pre>" + quoted + "</pre></body></html>")),
        arguments(
            "a page pasted raw into a page",
            answer("403", HTML, "", "<html><head></head><body><pre>" + PAGE + "</pre>more text")),
        arguments(
            "a page's parts pasted raw into a page",
            answer(
                "403",
                HTML,
                "",
                "<html><body><pre>" + PAGE.substring(PAGE.indexOf("<div")) + "x".repeat(2000))),
        arguments(
            "a page that ends in a quotation",
            answer(
                "403", HTML, "Date: " + LATER, "", "<html><body>said gw (squid/5.7)</p></body>")),
        arguments(
            "a template", answer("403", HTML, "", PAGE.replace("\"ERR_CONNECT_FAIL\"", "%c"))),
        arguments("one mark in a body", answer("403", "", "<html><body id=ERR_ACCESS_DENIED>")),
        arguments("one weak field", answer("403", "Mime-Version: 1.0", HTML)),
        arguments("another server's name", answer("403", "Server: squidward/1.0")),
        arguments(
            "an answer that Squid passed on",
            answer("403", "Server: nginx", "Via: 1.1 gw (squid/5.7)", "X-Cache: MISS from gw")));
  }

  private static final String LATER = "Sun, 22 Nov 2026 19:36:55 GMT";

  @ParameterizedTest(name = "{0}")
  @MethodSource("nearMisses")
  void lookAlikeIsNotSquids(String what, HttpAnswer answer) {
    assertThat(detect(answer)).as(what).isEmpty();
  }

  @Test
  void pageNamesErrorErrnoHostVersionAndUrlWithoutSecrets() {
    var found = detect(answer("503", HTML, DATE, "", PAGE)).orElseThrow();

    assertThat(found.by())
        .isEqualTo(
            new Intermediary(
                "Squid",
                "the team that runs the Squid proxy",
                Optional.of("gateway.corp.example"),
                Optional.of("5.7"),
                Optional.of("ERR_CONNECT_FAIL"),
                Optional.of(111),
                Optional.of("http://blocked.example/path")));
    assertThat(found.toString()).doesNotContain("canary");
  }

  @Test
  void headerAloneNamesErrorErrnoHostAndVersion() {
    var found =
        detect(
            answer(
                "503",
                "Server: squid/6.13",
                "X-Squid-Error: 404:ERR_CONNECT_FAIL 110",
                "Via: 1.1 gateway (squid/6.13)"));

    assertThat(found.orElseThrow().by())
        .isEqualTo(
            new Intermediary(
                "Squid",
                "the team that runs the Squid proxy",
                Optional.of("gateway"),
                Optional.of("6.13"),
                Optional.of("ERR_CONNECT_FAIL"),
                Optional.of(110),
                Optional.empty()));
  }

  /** Every mark that Squid leaves, some of which no one version leaves together. */
  private static final List<String> EVERYTHING =
      List.of(
          "503 Service Unavailable",
          "Server: squid/5.7",
          "Mime-Version: 1.0",
          DATE,
          HTML,
          "X-Squid-Error: ERR_CONNECT_FAIL 111",
          "Vary: Accept-Language",
          "Content-Language: eo",
          "X-Cache-Lookup: NONE from gateway:3128",
          "Cache-Status: gateway",
          "Via: 1.1 gateway (squid/5.7)",
          "Proxy-Authenticate: Basic realm=\"Squid proxy-caching web server\"",
          "",
          PAGE.replace("<title>ERARO", "<title>ERROR: The requested URL could not be retrieved")
              .replace("<style", "<link href='/squid-internal-static/icons/SN.png'><style")
              .replace(
                  "<p><i>",
                  "<div id=\"content\"><a"
                      + " href='mailto:a?subject=CacheErrorInfo%20-%20ERR_X'>a</a><p><i>"));

  @Test
  void everySignIsSeenAndSaid() {
    var found = detect(answer(EVERYTHING.toArray(String[]::new))).orElseThrow();

    assertThat(found.signs()).hasSameSizeAs(SquidSign.values()).doesNotHaveDuplicates();
  }

  @Test
  void takingAwayAnyOneFieldHidesNothing() {
    for (int gone = 1; gone < EVERYTHING.indexOf(""); gone++) {
      List<String> lines = new ArrayList<>(EVERYTHING);
      lines.remove(gone);
      assertThat(detect(answer(lines.toArray(String[]::new)))).isPresent();
    }
  }

  @Test
  void takingAwayAllFieldsAndAnyOneLineOfThePageHidesNothing() {
    List<String> lines = PAGE.lines().toList();
    for (int gone = 1; gone < lines.size(); gone++) {
      List<String> left = new ArrayList<>(lines);
      left.remove(gone);
      assertThat(detect(answer("403", "Content-Type: text/html", "", String.join("\n", left))))
          .as("without %s", lines.get(gone))
          .isPresent();
    }
  }

  @Test
  void everySignOfTheBodyNeedsAnother() {
    assertThat(SquidSign.values())
        .filteredOn(sign -> sign.compareTo(SquidSign.BODY_ID) >= 0)
        .noneMatch(SquidSign::conclusive);
  }

  private static Optional<Interception.Interfering> detect(HttpAnswer answer) {
    return SquidDetector.detect(
        AnswerInContext.of(answer, Channel.FORWARDED, Optional.of(Asked.of(ASKED))));
  }
}
