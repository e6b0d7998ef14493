package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Plain services on loopback: what they are asked, and what becomes of their answers. */
class ServiceQuestionsTest {

  @Test
  void answerOfAnyServiceWillDoForAPlainUrl() throws Exception {
    try (Peer peer = Peer.answering(answer("404 Not Found", "no such thing"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.HTTP, peer.http("/x?token=CANARY")));

      assertThat(check.reached()).isTrue();
      assertThat(identity(check).recognition()).isEqualTo(Recognition.ANY_ANSWER);
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("no such thing");
      assertThat(peer.heads().getFirst())
          .startsWith("GET /x?token=CANARY HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port() + "\r\n")
          .contains("User-Agent: preflight/", "Accept: */*\r\n");
      assertThat(check.all(HttpExchange.class).map(HttpExchange::url))
          .containsExactly(peer.http("/x"));
    }
  }

  @Test
  void jiraIsAskedForItsStatusOnlyWhereServerInfoSaysNothing() throws Exception {
    try (Peer peer =
        Peer.answering(answer("404 Not Found", ""), marked("200 OK", "X-AREQUESTID: 1x2x3"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.JIRA, peer.http("/jira/")));

      assertThat(check.reached()).isTrue();
      assertThat(peer.heads())
          .extracting(head -> head.lines().findFirst().orElseThrow())
          .containsExactly("GET /jira/rest/api/2/serverInfo HTTP/1.1", "GET /jira/status HTTP/1.1");
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void jiraThatFailsIsAskedWhy() throws Exception {
    try (Peer peer =
        Peer.answering(
            answer("503 Service Unavailable", "<h1>wait</h1>"),
            answer("503 Service Unavailable", "{\"state\":\"MAINTENANCE\"}"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.JIRA, peer.http("/jira")));

      assertThat(check.failedWith(Code.HTTP_SERVICE_FAILING)).isTrue();
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("{\"state\":\"MAINTENANCE\"}");
      assertThat(check.all(IdentityCheck.class)).hasSize(1);
    }
  }

  @Test
  void recognisedJiraIsAskedOnce() throws Exception {
    try (Peer peer = Peer.answering(marked("401 Unauthorized", "X-AREQUESTID: 1x2x3"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.JIRA, peer.http("")));

      assertThat(check.reached()).isTrue();
      assertThat(peer.heads()).hasSize(1);
    }
  }

  /** nginx gives its own name in Server's place, and the status has no content. */
  @Test
  void nexusBehindAReverseProxyIsKnownByItsFrontPage() throws Exception {
    try (Peer peer =
        Peer.answering(
            answer("200 OK", ""),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 31\r\n\r\n"
                + "<title>Nexus Repository</title>")) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.NEXUS, peer.http("/nexus")));

      assertThat(check.reached()).isTrue();
      assertThat(peer.heads())
          .extracting(head -> head.lines().findFirst().orElseThrow())
          .containsExactly("GET /nexus/service/rest/v1/status HTTP/1.1", "GET /nexus/ HTTP/1.1");
    }
  }

  @Test
  void plainAnswerWithoutAnyMarkIsSomebodyElses() throws Exception {
    try (Peer peer = Peer.answering(answer("200 OK", "hello"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.NEXUS, peer.http("/nexus")));

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
      assertThat(peer.heads().getFirst()).startsWith("GET /nexus/service/rest/v1/status ");
    }
  }

  @Test
  void addressThatTheOutsideSeesIsKept() throws Exception {
    try (Peer peer = Peer.answering(answer("200 OK", "34.76.1.2\n"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.EGRESS, peer.http("/ip")));

      assertThat(check.reached()).isTrue();
      assertThat(identity(check).marks()).containsExactly("34.76.1.2");
    }
  }

  @Test
  void pageInPlaceOfAnAddressIsSaidSo() throws Exception {
    try (Peer peer = Peer.answering(answer("200 OK", "<html>Welcome</html>"))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.EGRESS, peer.http("/")));

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
    }
  }

  @Test
  void proxysPageIsSomebodyElses() throws Exception {
    try (Peer peer =
        Peer.answering(marked("403 Forbidden", "X-Squid-Error: ERR_ACCESS_DENIED 0"))) {
      assertThat(
              Runs.once(Runs.direct(Target.Kind.HTTP, peer.http("/")))
                  .failedWith(Code.IDENTITY_FOREIGN))
          .isTrue();
    }
  }

  @Test
  void redirectToAPortalIsSomebodyElses() throws Exception {
    String portal = "Location: http://10.0.0.1:8080/login?url=http://127.0.0.1/start";
    try (Peer peer = Peer.answering(marked("302 Found", portal))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.HTTP, peer.http("/start")));

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
      assertThat(peer.heads()).hasSize(check.attempts().size());
    }
  }

  @Test
  void halfOfAProxysPageSaysEnough() throws Exception {
    try (Peer cutOff =
        Peer.that((socket, peer) -> {
          peer.head(socket.getInputStream());
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 403 Forbidden\r\nServer: squid\r\nContent-Length: 9\r\n\r\nhalf"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          socket.close();
        })) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.JIRA, cutOff.http("/")));

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
    }
  }

  static Stream<Arguments> oneAttemptOneFact() {
    return Stream.of(
        arguments("302 Found", "Location: http://127.0.0.1:1/login", Optional.empty()),
        arguments("503 Unavailable", "Retry-After: 0", Optional.of(Code.HTTP_SERVICE_FAILING)),
        arguments("429 Too Many", "Retry-After: 0", Optional.empty()),
        arguments("500 Oops", "X: y", Optional.of(Code.HTTP_SERVICE_FAILING)),
        arguments("407 Who", "Proxy-Authenticate: Basic", Optional.of(Code.IDENTITY_FOREIGN)),
        arguments("408 Timeout", "X: y", Optional.empty()),
        arguments("421 Misdirected", "X: y", Optional.empty()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneAttemptOneFact")
  void nothingIsFollowedOrRepeatedWithinAnAttempt(
      String status, String header, Optional<Code> failure) throws Exception {
    try (Peer peer = Peer.answering(marked(status, header))) {
      RouteCheck check = Runs.once(Runs.direct(Target.Kind.HTTP, peer.http("/")));

      assertThat(check.failure().map(one -> one.code())).isEqualTo(failure);
      assertThat(check.answer().orElseThrow().toString()).isEqualTo(status);
      assertThat(peer.heads()).hasSize(check.attempts().size());
    }
  }

  static Stream<Arguments> brokenAnswers() {
    return Stream.of(
        arguments(Peer.silent(), Code.HTTP_TIMEOUT),
        arguments(Peer.dripping("HTTP/1.1 200 OK\r\nX: "), Code.HTTP_TIMEOUT),
        arguments(Peer.resetting(), Code.HTTP_RESET),
        arguments(Peer.closing(), Code.HTTP_CLOSED),
        arguments(Peer.answering("220 mail.corp ESMTP\r\n"), Code.HTTP_MALFORMED),
        arguments(
            Peer.that((socket, peer) -> {
              peer.head(socket.getInputStream());
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                          .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
              socket.close();
            }),
            Code.HTTP_MALFORMED));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("brokenAnswers")
  void answerThatBreaksOffFailsTheHttpStage(Peer broken, Code expected) throws Exception {
    try (broken) {
      RouteCheck check = Runs.impatiently(Runs.direct(Target.Kind.HTTP, broken.http("/")));

      assertThat(check.failure().orElseThrow().code()).isEqualTo(expected);
    }
  }

  @Test
  void bodyThatStreamsOnPastTheAttemptIsAnAnswer() throws Exception {
    try (Peer streaming = Peer.dripping("HTTP/1.1 200 OK\r\n\r\n")) {
      RouteCheck check = Runs.impatiently(Runs.direct(Target.Kind.HTTP, streaming.http("/")));

      assertThat(check.reached()).as(check.toString()).isTrue();
    }
  }

  @Test
  void forwardProxyGetsTheWholeUrlAndItsCredentials() throws Exception {
    try (Peer proxy = Peer.answering(answer("200 OK", "hi"))) {
      var address =
          new ProxyAddress(
              ProxyAddress.Scheme.HTTP, "127.0.0.1", proxy.port(), Optional.of("bob:CANARY"));
      var url = java.net.URI.create("http://intranet.example/a?b=c");

      RouteCheck check = Runs.once(Runs.counted(Target.Kind.HTTP, url, new Route.Forward(address)));

      assertThat(check.reached()).isTrue();
      assertThat(proxy.heads().getFirst())
          .startsWith("GET http://intranet.example/a?b=c HTTP/1.1\r\n")
          .contains("Host: intranet.example\r\n", "Proxy-Authorization: Basic ");
    }
  }

  @Test
  void forwardProxyThatWantsCredentialsIsSaidSo() throws Exception {
    try (Peer proxy = Peer.answering(answer("407 Proxy Authentication Required", ""))) {
      RouteCheck check =
          Runs.patiently(
              Runs.counted(
                  Target.Kind.HTTP,
                  java.net.URI.create("http://intranet.example/"),
                  new Route.Forward(Runs.proxy(proxy))));

      assertThat(check.failedWith(Code.PROXY_AUTH_REQUIRED)).isTrue();
      assertThat(check.attempts()).hasSize(1);
    }
  }

  @Test
  void settingThatCannotBeFollowedSendsNothing() throws Exception {
    try (Peer peer = Peer.answering(answer("200 OK", ""))) {
      RouteCheck check =
          Runs.patiently(
              Runs.counted(
                  Target.Kind.HTTP,
                  peer.http("/"),
                  new Route.Unsupported("HTTP_PROXY=socks5://x", "it is SOCKS")));

      assertThat(check.failedWith(Code.ROUTE_UNSUPPORTED)).isTrue();
      assertThat(check.attempts()).hasSize(1);
      assertThat(peer.connections()).isZero();
    }
  }

  private static IdentityCheck identity(RouteCheck check) {
    return check.all(IdentityCheck.class).findFirst().orElseThrow();
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
  }

  private static String marked(String status, String header) {
    return "HTTP/1.1 %s\r\n%s\r\nContent-Length: 0\r\n\r\n".formatted(status, header);
  }
}
