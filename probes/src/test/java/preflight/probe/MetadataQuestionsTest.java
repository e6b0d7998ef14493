package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** Metadata servers on loopback, genuine and otherwise. */
class MetadataQuestionsTest {

  private static final String TOKEN =
      "{\"access_token\":\"ya29.CANARY\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";

  private static final Map<String, String> CONTENT =
      Map.of(
          "instance/service-accounts/default/token", TOKEN,
          "instance/service-accounts/default/email", "job@prj.iam.gserviceaccount.com",
          "instance/service-accounts/default/scopes", "https://a\nhttps://b\n",
          "project/project-id", "prj",
          "instance/region", "projects/123/regions/europe-west1",
          "instance/id", "0123abcd");

  @Test
  void genuineServerTellsForWhomItSpeaks() throws Exception {
    try (Peer peer = genuine("200 OK", "")) {
      RouteCheck check = ask(peer);

      assertThat(check.failure()).isEmpty();
      assertThat(identity(check).metadata())
          .contains(
              new MetadataIdentity(
                  Optional.of("job@prj.iam.gserviceaccount.com"),
                  Optional.of("prj"),
                  Optional.of("europe-west1"),
                  Optional.of("0123abcd"),
                  java.util.List.of("https://a", "https://b")));
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.heads())
          .allSatisfy(head -> assertThat(head).contains("Metadata-Flavor: Google\r\n"));
    }
  }

  @Test
  void accountIsAskedForAtOnceWhereTheServerTellsItSo() throws Exception {
    Map<String, String> content = new HashMap<>(CONTENT);
    content.put(
        "instance/service-accounts/default/?recursive=true",
        "{\"aliases\":[\"default\"],\"email\":\"a@b\",\"scopes\":[\"https://c\",\"https://d\"]}");
    try (Peer peer = Peer.that((socket, self) -> serve(socket, self, content, "200 OK", ""))) {
      RouteCheck check = ask(peer);

      assertThat(identity(check).metadata().flatMap(MetadataIdentity::email)).contains("a@b");
      assertThat(identity(check).metadata().orElseThrow().scopes())
          .containsExactly("https://c", "https://d");
      assertThat(peer.heads())
          .hasSize(5)
          .noneMatch(head -> head.contains("/email ") || head.contains("/scopes "));
    }
  }

  @Test
  void tokenIsNotKept() throws Exception {
    try (Peer peer = genuine("200 OK", "")) {
      RouteCheck check = ask(peer);

      assertThat(check.toString()).doesNotContain("CANARY");
      assertThat(check.all(HttpExchange.class).flatMap(exchange -> exchange.answer().stream()))
          .extracting(HttpAnswer::bodyUtf8)
          .noneMatch(body -> body.contains("CANARY"))
          .anyMatch(body -> body.contains("\"access_token\":\"***\""));
    }
  }

  @ParameterizedTest(name = "token answered with {0} is {1}")
  @CsvSource({
    "403 Forbidden, IDENTITY_NO_TOKEN",
    "404 Not Found, IDENTITY_NO_TOKEN",
    "429 Too Many Requests, HTTP_SERVICE_FAILING",
    "503 Service Unavailable, HTTP_SERVICE_FAILING"
  })
  void genuineRefusalIsNotSomebodyElses(String status, Code expected) throws Exception {
    try (Peer peer = genuine(status, "")) {
      RouteCheck check = ask(peer);

      assertThat(check.failure().orElseThrow().code()).isEqualTo(expected);
      assertThat(check.answer().orElseThrow().toString()).isEqualTo(status);
    }
  }

  @Test
  void refusedTokenStillTellsWhoseItWouldBe() throws Exception {
    try (Peer peer = genuine("404 Not Found", "")) {
      assertThat(identity(ask(peer)).metadata().flatMap(MetadataIdentity::email))
          .contains("job@prj.iam.gserviceaccount.com");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"200 OK", "403 Forbidden", "302 Found"})
  void answerWithoutTheFlavourIsSomebodyElses(String status) throws Exception {
    try (Peer peer = Peer.answering("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\n\r\npage")) {
      RouteCheck check = ask(peer);

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("page");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Via: 1.1 proxy", "X-Cache: MISS from proxy", "Cache-Status: p; fwd=miss"})
  void relayedAnswerIsSomebodyElses(String header) throws Exception {
    try (Peer peer = genuine("200 OK", header + "\r\n")) {
      RouteCheck check = ask(peer);

      assertThat(check.failedWith(Code.IDENTITY_FOREIGN)).isTrue();
      assertThat(identity(check).metadata()).isPresent();
    }
  }

  @Test
  void serverThatComesUpLaterIsReachedByTheNextAttempt() throws Exception {
    try (Peer peer =
        Peer.that((socket, self) -> {
          if (self.connections() == 1) {
            self.answer(
                socket,
                "HTTP/1.1 503 Wait\r\nMetadata-Flavor: Google\r\nContent-Length: 0\r\n\r\n");
          } else {
            serve(socket, self, "200 OK", "");
          }
        })) {
      RouteCheck check = Runs.patiently(Runs.direct(Target.Kind.METADATA, peer.http("")));

      assertThat(check.reached()).isTrue();
      assertThat(check.attempts()).hasSize(2);
      assertThat(check.attempts().getFirst().failure().orElseThrow().code())
          .isEqualTo(Code.HTTP_SERVICE_FAILING);
    }
  }

  @Test
  void serverThatClosesAfterEachAnswerIsAskedAllTheSame() throws Exception {
    try (Peer peer = genuine("200 OK", "Connection: close\r\n")) {
      MetadataIdentity identity = identity(ask(peer)).metadata().orElseThrow();

      assertThat(identity.email()).contains("job@prj.iam.gserviceaccount.com");
      assertThat(identity.project()).isPresent();
    }
  }

  private static RouteCheck ask(Peer peer) throws Exception {
    return Runs.once(Runs.direct(Target.Kind.METADATA, peer.http("")));
  }

  private static IdentityCheck identity(RouteCheck check) {
    return check.all(IdentityCheck.class).findFirst().orElseThrow();
  }

  private static Peer genuine(String tokenStatus, String header) {
    return Peer.that((socket, peer) -> serve(socket, peer, tokenStatus, header));
  }

  private static void serve(java.net.Socket socket, Peer peer, String tokenStatus, String header)
      throws Exception {
    serve(socket, peer, CONTENT, tokenStatus, header);
  }

  private static void serve(
      java.net.Socket socket,
      Peer peer,
      Map<String, String> content,
      String tokenStatus,
      String header)
      throws Exception {
    for (String head = peer.head(socket.getInputStream());
        !head.isEmpty();
        head = peer.head(socket.getInputStream())) {
      String path = head.substring("GET /computeMetadata/v1/".length(), head.indexOf(" HTTP/1.1"));
      String status = path.endsWith("/token") ? tokenStatus : "200 OK";
      String body = status.startsWith("200") ? content.getOrDefault(path, "") : "";
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 %s\r\nMetadata-Flavor: Google\r\n%sContent-Length: %d\r\n\r\n%s"
                  .formatted(status, header, body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      if (header.contains("close")) {
        socket.close();
      }
    }
  }
}
