package preflight.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.world.World;

class BoringTlsTest {

  private final List<X509Certificate> shown = new ArrayList<>();

  @Test
  void chainIsTheJdksOwn() throws Exception {
    try (World world = World.healthy();
        var connection = connected(world)) {
      SSLSocket socket = shakeHands(connection, Optional.of("github.com")).orElseThrow();

      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(shown)
          .first()
          .isInstanceOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(world.ca().certificate().getEncoded()))
                  .getClass());
    }
  }

  @Test
  void addressIsAskedForWithoutAName() throws Exception {
    try (World world = World.healthy();
        var connection = connected(world)) {
      assertThat(shakeHands(connection, Optional.empty())).isPresent();
    }
  }

  /** Conscrypt would leave it out of the ClientHello. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "jira"})
  void nameWithoutADotIsLeftToTheJdk(String name) throws Exception {
    try (World world = World.healthy();
        var connection = connected(world)) {
      assertThat(shakeHands(connection, Optional.of(name))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com", "a_b.Corp.example", "10.1.2.3.nip.example"})
  void nameIsSentAsItStands(String name) throws Exception {
    assertThat(hello(Optional.of(name))).contains(name);
  }

  @Test
  void withoutANameNoneIsSent() throws Exception {
    assertThat(hello(Optional.empty())).doesNotContain("peer");
  }

  /** What takes two segments is dropped by some that read the name on the way. */
  @Test
  void helloFitsInOneSegment() throws Exception {
    assertThat(hello(Optional.of("github.com"))).hasSizeLessThan(600);
  }

  @Test
  void readingEndsWithTheSocketsTimeout() throws Exception {
    try (World world = World.healthy();
        var connection = connected(world)) {
      SSLSocket socket = shakeHands(connection, Optional.of("github.com")).orElseThrow();
      socket.setSoTimeout(20);

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatGoesWrongInsideIsAFailure() throws Exception {
    try (World world = World.healthy();
        var connection = connected(world)) {
      X509TrustManager broken =
          trusting(seen -> {
            throw new IllegalStateException("a bug");
          });

      assertThatThrownBy(() ->
              BoringTls.shakeHands(connection, Optional.of("github.com"), withoutKeys(), broken))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void peerThatHangsUpIsAFailure() throws Exception {
    try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var connection = new Socket(nobody.getInetAddress(), nobody.getLocalPort())) {
      nobody.accept().close();

      assertThatThrownBy(() -> shakeHands(connection, Optional.of("github.com")))
          .isInstanceOf(IOException.class);
    }
  }

  static KeyManager withoutKeys() {
    try {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(null, new char[0]);
      return factory.getKeyManagers()[0];
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static X509TrustManager trusting(Consumer<X509Certificate> seen) {
    return new X509TrustManager() {
      @Override
      public void checkServerTrusted(X509Certificate[] chain, String authType) {
        List.of(chain).forEach(seen);
      }

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String authType) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
  }

  /** What a server reads first. */
  private String hello(Optional<String> name) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var connection = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept()) {
      accepted.shutdownOutput();
      accepted.setSoTimeout(5_000);
      assertThatThrownBy(() -> shakeHands(connection, name)).isInstanceOf(IOException.class);
      byte[] hello = new byte[4096];
      int length = accepted.getInputStream().read(hello);
      return new String(hello, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  private Optional<SSLSocket> shakeHands(Socket connection, Optional<String> name)
      throws IOException {
    return BoringTls.shakeHands(connection, name, withoutKeys(), trusting(shown::add));
  }

  private static Socket connected(World world) throws IOException {
    var uri = world.github().uriByAddress();
    return new Socket(uri.getHost(), uri.getPort());
  }
}
