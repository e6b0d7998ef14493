package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

  private static final String GET = "GET / HTTP/1.0";

  private final CertificateAuthority ca = CertificateAuthority.named("Test CA");
  private final Origin plain = Origin.plain(Site.ANONYMOUS);
  private final Origin secure = Origin.secure(Site.ANONYMOUS, ca.issue("www.corp.test"));

  @AfterEach
  void close() {
    plain.close();
    secure.close();
  }

  @Test
  void silentPeerSaysNothing() throws IOException {
    plain.inject(Fault.OnConnection.SILENT);

    try (var socket = connect(plain)) {
      socket.getOutputStream().write('G');
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void closedConnectionEndsWithoutAWord() throws IOException {
    plain.inject(Fault.OnConnection.CLOSED);

    assertThat(Exchange.with(plain.address(), GET).answer()).isEmpty();
  }

  @Test
  void resetConnectionIsReset() throws IOException {
    plain.inject(Fault.OnConnection.RESET);

    try (var socket = connect(plain)) {
      socket.getOutputStream().write('G');
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void garbageIsNoHttp() throws IOException {
    plain.inject(Fault.OnConnection.GARBAGE);

    assertThat(Exchange.with(plain.address(), GET).answer()).isNotEmpty().doesNotContain("HTTP");
  }

  @Test
  void plainHttpOnATlsPortIsNoTlsMessage() throws IOException {
    secure.inject(Fault.OnConnection.PLAIN_HTTP);

    assertThat(Exchange.with(secure.address(), GET).statusLine())
        .isEqualTo("HTTP/1.1 400 Bad Request");
    assertThatThrownBy(() -> handshake(secure))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("Unsupported or unrecognized SSL message");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.OnConnection.class,
      names = {"CLOSED", "RESET", "GARBAGE"})
  void brokenConnectionEndsTheHandshake(Fault.OnConnection fault) {
    secure.inject(fault);

    assertThatThrownBy(() -> handshake(secure)).isInstanceOf(IOException.class);
  }

  @Test
  void answerIsSilentAfterAGoodHandshake() throws IOException {
    secure.inject(Fault.neverAnswering());

    try (SSLSocket socket = handshake(secure)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(secure.requests()).hasSize(1);
  }

  @Test
  void drippingAnswerIsWholeInTheEnd() throws IOException {
    String whole = Exchange.with(plain.address(), GET).answer();
    plain.inject(new Fault.Dripping(Duration.ofNanos(200_000)));

    long start = System.nanoTime();
    assertThat(Exchange.with(plain.address(), GET).answer()).isEqualTo(whole);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofNanos(200_000).multipliedBy(whole.length()));
  }

  @Test
  void recoveredPeerAnswersAgain() throws IOException {
    plain.inject(Fault.OnConnection.CLOSED);
    plain.recover();

    assertThat(Exchange.with(plain.address(), GET).statusLine()).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void closeEndsSilentAndSlowConnectionsAndTheirThreads() throws IOException {
    plain.inject(Fault.OnConnection.SILENT);
    secure.inject(Fault.neverAnswering());
    try (var silent = connect(plain);
        var slow = handshake(secure)) {
      slow.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      plain.close();
      secure.close();

      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(threadsOf(plain)).isZero();
      assertThat(threadsOf(secure)).isZero();
      assertThatThrownBy(() -> connect(plain)).hasMessageContaining("refused");
    }
  }

  @Test
  void givenAddressIsUsedAndATakenOneIsNamed() throws IOException {
    var address = plain.address();
    assertThatThrownBy(() -> Origin.plain(Site.ANONYMOUS, address))
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(":" + address.getPort());

    plain.close();
    try (var again = Origin.plain(Site.ANONYMOUS, address)) {
      assertThat(again.address()).isEqualTo(address);
      assertThat(Exchange.with(address, GET).statusLine()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  private static long threadsOf(StandIn standIn) {
    String name = "preflight-world-" + standIn.address().getPort();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  private SSLSocket handshake(StandIn standIn) throws IOException {
    var plainSocket = connect(standIn);
    var socket =
        (SSLSocket)
            ca.trustingClient()
                .getSocketFactory()
                .createSocket(plainSocket, "localhost", standIn.address().getPort(), true);
    socket.setSoTimeout(Exchange.PATIENCE_MILLIS);
    try {
      socket.startHandshake();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static Socket connect(StandIn standIn) throws IOException {
    var socket = new Socket();
    socket.connect(standIn.address(), Exchange.PATIENCE_MILLIS);
    return socket;
  }
}
