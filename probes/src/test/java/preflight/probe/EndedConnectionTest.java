package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;

/** A Jira whose first answer says nothing, and ends the connection. */
class EndedConnectionTest {

  private static final HeldCertificate ISSUER =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder().signedBy(ISSUER).addSubjectAlternativeName("127.0.0.1").build();

  @ParameterizedTest
  @CsvSource({
    "http,  'X: y', 0",
    "http,  'Connection: close', 0",
    "http,  'X: y', 200000",
    "https, 'X: y', 0",
    "https, 'Connection: close', 0"
  })
  void nextQuestionIsAskedOverAnother(String scheme, String header, int size, @TempDir Path root)
      throws Exception {
    Files.writeString(root.resolve("ca.pem"), ISSUER.certificatePem());
    Peer.Behaviour ending = (socket, self) -> answerOnce(socket, self, header, size);
    try (Peer peer = scheme.equals("https") ? Peer.tls(LEAF, ISSUER, ending) : Peer.that(ending)) {
      URI url = URI.create(scheme + "://127.0.0.1:" + peer.port() + "/jira");

      RouteCheck check = ask(Runs.direct(Target.Kind.JIRA, url), root);

      assertThat(check.reached()).isTrue();
      assertThat(check.attempts()).hasSize(1);
      assertThat(check.all(IdentityCheck.class))
          .extracting(IdentityCheck::recognition)
          .containsExactly(Recognition.CONTENT);
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  private static void answerOnce(Socket socket, Peer peer, String header, int size)
      throws Exception {
    boolean asksStatus = peer.head(socket.getInputStream()).contains("/status");
    String answer =
        "HTTP/1.1 %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                asksStatus ? "200 OK\r\nX-AREQUESTID: 1x2x3" : "404 Not Found",
                header,
                size,
                "x".repeat(size));
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    socket.close();
  }

  private static RouteCheck ask(CheckPlan check, Path root) throws InterruptedException {
    Duration deadline = Duration.ofSeconds(10);
    return ProbeRun.start(
            Runs.plan(deadline, Duration.ofSeconds(5), check),
            new Container(Map.of("CURL_CA_BUNDLE", "/ca.pem"), root),
            List.of(check),
            seen -> {},
            Runs.LOOPBACK)
        .await()
        .getFirst();
  }
}
