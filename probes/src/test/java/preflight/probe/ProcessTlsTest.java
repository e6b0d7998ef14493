package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;
import preflight.route.Route;

/** A process that shakes hands by other means than the JDK's. */
class ProcessTlsTest {

  private static final String OK =
      "HTTP/1.1 200 OK\r\nX-GitHub-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok";

  private static final HeldCertificate CA =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("CA").build();

  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder()
          .signedBy(CA)
          .commonName("github.test")
          .addSubjectAlternativeName("github.test")
          .build();

  /** Shakes hands as the JDK does, and counts; or does not get that far. */
  private static final class Other implements ProcessTls {

    private final AtomicInteger prepared = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final Optional<IOException> failure;
    private final int consumes;

    Other(Optional<IOException> failure) {
      this(failure, 0);
    }

    Other(Optional<IOException> failure, int consumes) {
      this.failure = failure;
      this.consumes = consumes;
    }

    @Override
    public void prepare() {
      prepared.incrementAndGet();
    }

    @Override
    public Optional<SSLSocket> shakeHands(
        Socket connection, Optional<String> serverName, KeyManager keys, X509TrustManager trust)
        throws IOException {
      if (serverName.filter("github.test"::equals).isPresent()) {
        asked.incrementAndGet();
        if (failure.isPresent()) {
          connection.getInputStream().readNBytes(consumes);
          throw failure.get();
        }
      }
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
        SSLSocket socket =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(connection, serverName.orElse("peer"), 443, false);
        socket.startHandshake();
        return Optional.of(socket);
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  @TempDir private Path root;

  @BeforeEach
  void imageThatTrustsTheCa() throws Exception {
    Path certificates = Files.createDirectories(root.resolve("etc/ssl/certs"));
    Files.writeString(certificates.resolve("ca-certificates.crt"), CA.certificatePem());
  }

  @Test
  void handshakeThatGoesThroughIsEnough() throws Exception {
    Other other = new Other(Optional.empty());
    try (Peer peer = tls()) {
      RouteCheck check = ask(peer, other);

      assertThat(check.reached()).isTrue();
      assertThat(other.asked).hasValue(1);
      assertThat(other.prepared.get()).isPositive();
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(check.all(TlsHandshake.class).flatMap(tls -> tls.peer().stream()))
          .singleElement()
          .satisfies(shown -> {
            assertThat(shown.protocol()).isEqualTo("TLSv1.3");
            assertThat(shown.chain()).first().isEqualTo(LEAF.certificate());
          });
    }
  }

  @Test
  void itsFailureIsNoEvidence() throws Exception {
    Other other = new Other(Optional.of(new SSLException("a version that it does not know")));
    try (Peer peer = tls()) {
      RouteCheck check = ask(peer, other);

      assertThat(check.reached()).isTrue();
      assertThat(check.attempts()).hasSize(1);
      assertThat(check.toString()).doesNotContain("a version that it does not know");
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void failureIsToldAsTheJdkTellsIt() throws Exception {
    Other other = new Other(Optional.of(new SSLException("its own words")));
    try (Peer peer = Peer.resetting()) {
      RouteCheck check = ask(peer, other);

      assertThat(check.failedWith(Code.TLS_RESET)).isTrue();
      assertThat(check.toString()).doesNotContain("its own words");
      assertThat(peer.connections()).isGreaterThan(other.asked.get());
    }
  }

  @Test
  void plainPageIsReadFromTheConnectionThatTheJdkAskedOn() throws Exception {
    Other other = new Other(Optional.of(new SSLException("no TLS")), 40);
    String page = "HTTP/1.1 400 Bad Request\r\nServer: squid\r\nContent-Length: 4\r\n\r\npage";
    try (Peer peer =
        Peer.that((socket, self) -> {
          socket.getOutputStream().write(page.getBytes(StandardCharsets.US_ASCII));
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
      RouteCheck check = ask(peer, other);

      assertThat(check.failedWith(Code.TLS_PLAINTEXT)).isTrue();
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("page");
    }
  }

  /** Then the first handshake is all that there is to tell of. */
  @Test
  void proxyThatLetsNoSecondTunnelThroughIsNotTakenForTheService() throws Exception {
    Other other = new Other(Optional.of(new SSLException("handshake_failure")));
    AtomicInteger connects = new AtomicInteger();
    try (Peer proxy =
        Peer.that((socket, self) -> {
          boolean first = connects.incrementAndGet() % 2 == 1;
          self.answer(
              socket,
              first
                  ? "HTTP/1.1 200 Connection established\r\n\r\n"
                  : "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
        })) {
      URI url = URI.create("https://github.test/");
      RouteCheck check =
          ask(
                  other,
                  Duration.ofSeconds(3),
                  Runs.counted(Target.Kind.GITHUB, url, new Route.Tunnel(Runs.proxy(proxy))))
              .getFirst();

      assertThat(connects.get()).isGreaterThan(other.asked.get());
      assertThat(check.all(TlsHandshake.class))
          .isNotEmpty()
          .noneMatch(handshake -> handshake.outcome().succeeded());
      assertThat(check.all(TunnelRequest.class)).allMatch(tunnel -> tunnel.outcome().succeeded());
    }
  }

  /** In TLS 1.3 it may still refuse what has shaken hands, and the JDK's words tell that. */
  @Test
  void serverThatAsksForTheClientsCertificateIsLeftToTheJdk() throws Exception {
    Other other = new Other(Optional.empty());
    try (Peer peer = Peer.tlsWelcoming(LEAF, CA, (socket, self) -> self.answer(socket, OK))) {
      RouteCheck check = ask(peer, other);

      assertThat(check.reached()).isTrue();
      assertThat(other.asked).hasValue(1);
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  /** A server that hangs up with the request unread takes its own alert along. */
  @Test
  void serverThatHangsUpForWantOfACertificateIsSaidToWantOne() throws Exception {
    try (Peer peer = Peer.tlsWelcoming(LEAF, CA, ProcessTlsTest::hangUp)) {
      RouteCheck check = ask(peer, new Other(Optional.empty()));

      assertThat(check.failure().orElseThrow().code()).isEqualTo(Code.TLS_CLIENT_CERTIFICATE);
    }
  }

  @Test
  void serverThatHangsUpAndWantsNoneOnlyHangsUp() throws Exception {
    try (Peer peer = Peer.tls(LEAF, CA, ProcessTlsTest::hangUp)) {
      RouteCheck check = ask(peer, new Other(Optional.empty()));

      assertThat(check.failure().orElseThrow().code()).isIn(Code.HTTP_RESET, Code.HTTP_CLOSED);
    }
  }

  private static void hangUp(Socket socket, Peer peer) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** The connection that is kept for the others is the one that TLS was spoken over last. */
  @Test
  void connectionOfTheSecondHandshakeIsShared() throws Exception {
    Other other = new Other(Optional.empty());
    try (Peer peer = Peer.tlsWelcoming(LEAF, CA, (socket, self) -> self.answer(socket, OK))) {
      CheckPlan[] checks =
          IntStream.range(0, 20).mapToObj(n -> check(peer, "/" + n)).toArray(CheckPlan[]::new);

      assertThat(ask(other, Duration.ofSeconds(30), checks)).allMatch(RouteCheck::reached);
      assertThat(peer.connections()).isLessThan(10);
    }
  }

  private RouteCheck ask(Peer peer, ProcessTls tls) throws InterruptedException {
    return ask(tls, Duration.ofSeconds(3), check(peer, "/")).getFirst();
  }

  private List<RouteCheck> ask(ProcessTls tls, Duration deadline, CheckPlan... checks)
      throws InterruptedException {
    return ProbeRun.start(
            Runs.plan(deadline, Duration.ofSeconds(2), checks),
            new Container(Map.of(), root),
            List.of(checks),
            seen -> {},
            Runs.loopback(tls))
        .await();
  }

  private static CheckPlan check(Peer peer, String path) {
    URI url = URI.create("https://github.test:" + peer.port() + path);
    return Runs.counted(
        new Target("github" + path, Target.Kind.GITHUB, Target.Need.REQUIRED, url),
        url,
        new Route.Direct());
  }

  private static Peer tls() {
    return Peer.tls(LEAF, CA, (socket, peer) -> peer.answer(socket, OK));
  }
}
