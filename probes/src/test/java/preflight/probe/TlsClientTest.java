package preflight.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.observation.Stage;
import preflight.observation.TlsPeer;
import preflight.plan.Container;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;

/** TLS servers on loopback, and containers that trust them or do not. */
class TlsClientTest {

  private static final String OK =
      "HTTP/1.1 200 OK\r\nX-GitHub-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok";

  /** A fatal alert (RFC 8446, section 6). */
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  private static final HeldCertificate CORPORATE =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Corporate CA").build();

  @TempDir Path root;

  @BeforeEach
  void imageThatHoldsTheCorporateCa() throws Exception {
    Path certificates = Files.createDirectories(root.resolve("etc/ssl/certs"));
    Files.writeString(
        certificates.resolve("ca-certificates.crt"), "# Corporate\n" + CORPORATE.certificatePem());
    Files.writeString(root.resolve("other.pem"), held("other CA").certificatePem());
  }

  @Test
  void corporateCaInTheImagesOwnBundleIsTrusted() throws Exception {
    try (Peer peer = tls(leaf("github.test"))) {
      RouteCheck check = Runs.patiently(container(Map.of()), github(peer));

      assertThat(check.failure()).isEmpty();
      assertThat(check.reached()).isTrue();
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("ok");
      assertThat(peer.heads().getFirst())
          .startsWith("GET /path?secret=1 HTTP/1.1\r\nHost: github.test:" + peer.port() + "\r\n");
      assertThat(check.url().getQuery()).isNull();
    }
  }

  @Test
  void presentedChainIsKeptThoughNobodyTrustsIt() throws Exception {
    try (Peer peer = tls(leaf("github.test"))) {
      RouteCheck check =
          Runs.patiently(container(Map.of("CURL_CA_BUNDLE", "/other.pem")), github(peer));

      assertThat(check.failedWith(Code.TLS_UNTRUSTED)).isTrue();
      assertThat(peer(check).chain()).hasSize(2);
      assertThat(peer(check).stores())
          .singleElement()
          .satisfies(verdict -> {
            assertThat(verdict.store()).isEqualTo("CURL_CA_BUNDLE (/other.pem)");
            assertThat(verdict.readBy()).containsExactly("curl");
          });
      assertThat(peer.heads()).isEmpty();
    }
  }

  @Test
  void refusalOfAFamilyThatDoesNotCountIsNoFailure() throws Exception {
    try (Peer peer = tls(leaf("github.test"))) {
      CheckPlan counted = github(peer);
      CheckPlan both =
          new CheckPlan(
              counted.target(),
              counted.url(),
              new Route.Direct(),
              List.of(ClientFamily.CURL, ClientFamily.NODE_FETCH),
              List.of(ClientFamily.CURL));

      RouteCheck check = Runs.patiently(container(Map.of()), both);

      assertThat(check.reached()).isTrue();
      assertThat(peer(check).stores())
          .anySatisfy(
              verdict -> assertThat(verdict.outcome().failedWith(Code.TLS_UNTRUSTED)).isTrue());
    }
  }

  @Test
  void checkThatNobodyCountsFailsOnlyWhereEveryStoreRefuses() throws Exception {
    try (Peer peer = tls(leaf("github.test"))) {
      CheckPlan comparison = Runs.evidence(github(peer).target(), github(peer).url());

      assertThat(Runs.patiently(container(Map.of()), comparison).reached()).isTrue();
      assertThat(Runs.patiently(comparison).failedWith(Code.TLS_UNTRUSTED)).isTrue();
    }
  }

  @Test
  void serverWithoutTheCheapKeyExchangeIsAskedAgain() throws Exception {
    Peer.Behaviour answer = (socket, peer) -> peer.answer(socket, OK);
    try (Peer peer = Peer.tlsWith("secp256r1", leaf("github.test"), CORPORATE, answer)) {
      RouteCheck check = Runs.patiently(container(Map.of()), github(peer));

      assertThat(check.reached()).isTrue();
      assertThat(check.attempts()).hasSize(1);
    }
  }

  @Test
  void certificateForAnotherNameIsRefused() throws Exception {
    try (Peer peer = tls(leaf("gitlab.test"))) {
      RouteCheck check = Runs.patiently(container(Map.of()), github(peer));

      assertThat(check.failedWith(Code.TLS_WRONG_NAME)).isTrue();
      assertThat(check.attempts()).hasSize(1);
    }
  }

  @Test
  void expiredCertificateIsRefused() throws Exception {
    Instant now = Instant.now();
    HeldCertificate expired =
        named("github.test")
            .validityInterval(
                now.minus(9, ChronoUnit.DAYS).toEpochMilli(),
                now.minus(1, ChronoUnit.DAYS).toEpochMilli())
            .build();
    try (Peer peer = tls(expired)) {
      assertThat(Runs.patiently(container(Map.of()), github(peer)).failedWith(Code.TLS_EXPIRED))
          .isTrue();
    }
  }

  @Test
  void certificateOfTomorrowIsRefused() throws Exception {
    Instant now = Instant.now();
    HeldCertificate early =
        named("github.test")
            .validityInterval(
                now.plus(1, ChronoUnit.DAYS).toEpochMilli(),
                now.plus(9, ChronoUnit.DAYS).toEpochMilli())
            .build();
    try (Peer peer = tls(early)) {
      assertThat(
              Runs.patiently(container(Map.of()), github(peer)).failedWith(Code.TLS_NOT_YET_VALID))
          .isTrue();
    }
  }

  @Test
  void plainTextOnATlsPortIsSaid() throws Exception {
    try (Peer peer = Peer.that(TlsClientTest::answerInPlainText)) {
      RouteCheck check = Runs.once(github(peer));

      assertThat(check.failedWith(Code.TLS_PLAINTEXT)).isTrue();
      assertThat(check.answer().map(HttpAnswer::bodyUtf8)).contains("no");
      assertThat(check.last().orElseThrow().observations())
          .extracting(observation -> observation.stage())
          .containsExactly(Stage.DNS, Stage.TCP, Stage.TLS, Stage.HTTP, Stage.IDENTITY);
    }
  }

  @Test
  void resetAfterTheClientHelloIsAReset() throws Exception {
    try (Peer peer = Peer.resetting()) {
      assertThat(Runs.once(github(peer)).failedWith(Code.TLS_RESET)).isTrue();
    }
  }

  @Test
  void otherNamesAreTriedWhereOneIsHungUpOn() throws Exception {
    try (Peer peer = Peer.that(TlsClientTest::resetForGithub)) {
      RouteCheck check = Runs.once(github(peer));

      assertThat(check.failedWith(Code.TLS_RESET)).isTrue();
      assertThat(check.all(TlsHandshake.class).flatMap(tls -> tls.trials().stream()))
          .singleElement()
          .satisfies(trial -> {
            assertThat(trial.serverName()).isEmpty();
            assertThat(trial.outcome().succeeded()).isTrue();
          });
    }
  }

  @Test
  void handshakeThatFailsAfterTheCertificateKeepsIt() throws Exception {
    try (Peer peer = Peer.tlsWanting(leaf("github.test"), CORPORATE)) {
      RouteCheck check = Runs.once(github(peer));

      assertThat(check.last().orElseThrow().all(TlsHandshake.class))
          .singleElement()
          .satisfies(tls -> assertThat(tls.peer()).isPresent());
    }
  }

  @Test
  void halfOpenHandshakeTimesOut() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertThat(Runs.impatiently(github(peer)).failedWith(Code.TLS_TIMEOUT)).isTrue();
    }
  }

  private Container container(Map<String, String> variables) {
    return new Container(variables, root);
  }

  private static CheckPlan github(Peer peer) {
    return Runs.direct(
        Target.Kind.GITHUB, URI.create("https://github.test:" + peer.port() + "/path?secret=1"));
  }

  private static TlsPeer peer(RouteCheck check) {
    return check.all(TlsHandshake.class).findFirst().orElseThrow().peer().orElseThrow();
  }

  private static Peer tls(HeldCertificate leaf) {
    return Peer.tls(leaf, CORPORATE, (socket, peer) -> peer.answer(socket, OK));
  }

  private static HeldCertificate leaf(String name) {
    return named(name).build();
  }

  private static HeldCertificate.Builder named(String name) {
    return new HeldCertificate.Builder()
        .signedBy(CORPORATE)
        .commonName(name)
        .addSubjectAlternativeName(name);
  }

  private static HeldCertificate held(String name) {
    return new HeldCertificate.Builder().certificateAuthority(0).commonName(name).build();
  }

  /** Reads the ClientHello as a firewall does, and answers other names with an alert. */
  private static void resetForGithub(java.net.Socket socket, Peer peer) throws Exception {
    byte[] hello = new byte[4096];
    int read = socket.getInputStream().read(hello);
    if (new String(hello, 0, read, ISO_8859_1).contains("github.test")) {
      socket.setSoLinger(true, 0);
    } else {
      socket.getOutputStream().write(UNRECOGNIZED_NAME);
      socket.getOutputStream().flush();
    }
    socket.close();
  }

  private static void answerInPlainText(java.net.Socket socket, Peer peer) throws Exception {
    socket.getInputStream().read();
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    while (socket.getInputStream().read() >= 0) {}
  }
}
