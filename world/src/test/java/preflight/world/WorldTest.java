package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

  @TempDir Path folder;

  @Test
  void healthyWorldAnswersForEachOfItsServices() throws IOException {
    try (var world = World.healthy()) {
      assertThat(fieldOf(world, world.github(), "", "X-GitHub-Request-Id")).isNotNull();
      assertThat(fieldOf(world, world.jira(), "/status", "X-AREQUESTID")).isNotNull();
      assertThat(fieldOf(world, world.nexus(), "/service/rest/v1/status", "Server"))
          .startsWith("Nexus/");
    }
  }

  @Test
  void proxyKnowsEveryNameOfTheWorld() throws IOException {
    try (var world = World.healthy()) {
      for (String host : world.names().keySet()) {
        assertThat(throughProxy(world, "GET http://" + host + "/ HTTP/1.0").field("X-Squid-Error"))
            .as(host)
            .doesNotContain("DNS_FAIL", "CONNECT_FAIL");
      }
    }
  }

  @Test
  void incidentDeniesTheMetadataServerByEveryNameAndNothingElse() throws IOException {
    try (var world = World.proxyDeniesMetadata()) {
      String byAddress = world.metadata().hostAndPort();
      for (String host :
          new String[] {"metadata.google.internal", "metadata", "169.254.169.254", byAddress}) {
        assertThat(throughProxy(world, "GET http://" + host + "/ HTTP/1.0").field("X-Squid-Error"))
            .as(host)
            .isEqualTo("ERR_ACCESS_DENIED 0");
      }
      assertThat(throughProxy(world, "CONNECT " + world.github().hostAndPort() + " HTTP/1.0"))
          .extracting(Exchange::statusLine)
          .isEqualTo("HTTP/1.1 200 Connection established");
      assertThat(world.metadata().requests()).isEmpty();
    }
  }

  @Test
  void deniedServiceIsDeniedByNameAndByAddress() throws IOException {
    try (var world = World.healthy()) {
      world.proxy().rules(world.denying(world.github()));

      for (String authority : new String[] {"github.test:443", world.github().hostAndPort()}) {
        assertThat(throughProxy(world, "CONNECT " + authority + " HTTP/1.0").statusLine())
            .as(authority)
            .isEqualTo("HTTP/1.1 403 Forbidden");
      }
      assertThat(throughProxy(world, "CONNECT jira.corp.test:443 HTTP/1.0").statusLine())
          .isEqualTo("HTTP/1.1 200 Connection established");
    }
  }

  @Test
  void environmentPointsIntoThisWorld() throws Exception {
    try (var world = World.healthy()) {
      Path pem = world.ca().writePem(folder.resolve("ca.pem"));
      var environment = world.environment(pem);

      assertThat(environment)
          .containsEntry("GCE_METADATA_HOST", world.metadata().hostAndPort())
          .containsEntry("SSL_CERT_FILE", pem.toString());
      assertThat(world.proxyEnvironment())
          .containsEntry("HTTP_PROXY", "http://" + world.proxy().hostAndPort());
      try (var in = Files.newInputStream(pem)) {
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(in))
            .isEqualTo(world.ca().certificate());
      }
    }
  }

  @Test
  void hostsFileNamesEveryHostOnLoopback() {
    try (var world = World.healthy()) {
      assertThat(world.hostsFile())
          .isEqualTo(
              """
              127.0.0.1 github.test
              127.0.0.1 jira.corp.test
              127.0.0.1 metadata
              127.0.0.1 metadata.google.internal
              127.0.0.1 nexus.corp.test
              """);
    }
  }

  @Test
  void closedWorldLeavesNoThreadBehind() {
    World.healthy().close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("preflight-world-"));
  }

  private static String fieldOf(World world, Origin origin, String below, String field)
      throws IOException {
    var url = URI.create(origin.uriByAddress() + below).toURL();
    var connection = (HttpsURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setSSLSocketFactory(world.ca().trustingClient().getSocketFactory());
    assertThat(connection.getResponseCode()).isEqualTo(200);
    return connection.getHeaderField(field);
  }

  private static Exchange throughProxy(World world, String requestLine) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(world.proxy().address());
      if (requestLine.startsWith("CONNECT")) {
        socket
            .getOutputStream()
            .write((requestLine + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        return new Exchange(
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      }
      return Exchange.on(socket, requestLine);
    }
  }
}
