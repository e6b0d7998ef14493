package preflight.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.Observation;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.RouteCheck;
import preflight.observation.Stage;
import preflight.plan.Target;

class SshBannerTest {

  @Test
  void serverThatIntroducesItselfIsReachedWithoutAWordFromUs() throws Exception {
    try (Peer server =
        Peer.that((socket, peer) -> {
          socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".getBytes(US_ASCII));
          peer.head(socket.getInputStream());
        })) {
      RouteCheck check = ask(server);

      assertThat(check.reached()).isTrue();
      assertThat(check.last().stream().map(Attempt::observations).flatMap(List::stream))
          .extracting(Observation::stage)
          .containsExactly(Stage.TCP, Stage.IDENTITY);
      assertThat(marks(check)).containsExactly("SSH-2.0-OpenSSH_9.2p1 Debian-2");
      assertThat(server.allHungUp()).isTrue();
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void linesBeforeTheIntroductionArePassedOver() throws Exception {
    try (Peer server = saying("Authorised use only.\r\n\r\nSSH-2.0-Go\r\n")) {
      assertThat(marks(ask(server))).containsExactly("SSH-2.0-Go");
    }
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(Peer.silent(), Code.SSH_SILENT),
        arguments(Peer.dripping("SS"), Code.SSH_SILENT),
        arguments(saying(""), Code.SSH_CLOSED),
        arguments(saying("SSH-2.0-cut"), Code.SSH_CLOSED),
        arguments(saying("220 mail.corp ESMTP\r\n".repeat(40)), Code.IDENTITY_FOREIGN));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("others")
  void whoDoesNotIntroduceItselfIsNone(Peer other, Code expected) throws Exception {
    try (other) {
      RouteCheck check = Runs.impatiently(Runs.direct(Target.Kind.SSH, uri(other)));

      assertThat(check.failure().orElseThrow().code()).isEqualTo(expected);
    }
  }

  @Test
  void connectionThatIsResetAtOnceIsNoServersEither() throws Exception {
    try (Peer resetting =
        Peer.that((socket, peer) -> {
          socket.setSoLinger(true, 0);
          socket.close();
        })) {
      RouteCheck check = Runs.impatiently(Runs.direct(Target.Kind.SSH, uri(resetting)));

      // Which of the two the kernel says depends on when the reset arrives.
      assertThat(check.failure().orElseThrow().code()).isIn(Code.SSH_CLOSED, Code.TCP_RESET);
    }
  }

  @Test
  void closedPortLeavesTheIntroductionUnattempted() throws Exception {
    URI gone;
    try (Peer peer = Peer.silent()) {
      gone = uri(peer);
    }
    RouteCheck check = Runs.once(Runs.direct(Target.Kind.SSH, gone));

    assertThat(check.failedWith(Code.TCP_REFUSED)).isTrue();
    assertThat(check.all(IdentityCheck.class)).hasSize(1);
  }

  private static Peer saying(String words) {
    return Peer.that((socket, peer) -> {
      socket.getOutputStream().write(words.getBytes(US_ASCII));
      socket.close();
    });
  }

  private static RouteCheck ask(Peer server) throws Exception {
    return Runs.once(Runs.direct(Target.Kind.SSH, uri(server)));
  }

  private static URI uri(Peer server) {
    return URI.create("ssh://127.0.0.1:" + server.port());
  }

  private static List<String> marks(RouteCheck check) {
    return check.all(IdentityCheck.class).flatMap(one -> one.marks().stream()).toList();
  }
}
