package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;

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

    Other(Optional<IOException> failure) {
      this.failure = failure;
    }

    @Override
    public void prepare() {
      prepared.incrementAndGet();
    }

    @Override
    public Optional<SSLSocket> shakeHands(
        Socket connection, Optional<String> serverName, KeyManager keys, X509TrustManager trust)
        throws IOException {
      if (serverName.filter("github.test"::equals).isEmpty()) {
        throw new SSLException("nobody is there");
      }
      asked.incrementAndGet();
      if (failure.isPresent()) {
        throw failure.get();
      }
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
        SSLSocket socket =
            (SSLSocket)
                context.getSocketFactory().createSocket(connection, serverName.get(), 443, false);
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

  private RouteCheck ask(Peer peer, ProcessTls tls) throws InterruptedException {
    CheckPlan check =
        Runs.direct(Target.Kind.GITHUB, URI.create("https://github.test:" + peer.port() + "/"));
    return ProbeRun.start(
            Runs.plan(Duration.ofSeconds(3), Duration.ofSeconds(2), check),
            new Container(Map.of(), root),
            List.of(check),
            seen -> {},
            Runs.loopback(tls))
        .await()
        .getFirst();
  }

  private static Peer tls() {
    return Peer.tls(LEAF, CA, (socket, peer) -> peer.answer(socket, OK));
  }
}
