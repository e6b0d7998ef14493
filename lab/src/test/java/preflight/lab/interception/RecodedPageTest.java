package preflight.lab.interception;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import preflight.Preflight;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.HttpAnswer;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;

/**
 * A real Squid's page, in Japanese and without a field of Squid's, behind a hop that recodes it.
 */
class RecodedPageTest {

  @TempDir Path folder;

  @ParameterizedTest
  @Tag("long")
  @EnumSource(Recoding.class)
  void pageIsSquidsHoweverItIsCoded(Recoding recoding) throws Exception {
    int port = LoopbackProgram.freePort();
    try (var squid = denying("http_port 127.0.0.1:" + port + " accel vhost");
        var hop = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(squid.process().isAlive()).isTrue();
      Thread.ofVirtual().start(() -> recode(hop, port, recoding));
      var target =
          new Target(
              "http",
              Target.Kind.HTTP,
              Target.Need.REQUIRED,
              URI.create("http://127.0.0.1:" + hop.getLocalPort() + "/"));
      Plan plan = Plan.of(target).within(Duration.ofSeconds(30), Duration.ofSeconds(10));
      var container = new Container(Map.of(), Path.of("/nonexistent"));
      Verdict verdict =
          Preflight.start(plan, container, new Gate.Enforce(), attempted -> {}).verdict();

      assertThat(verdict.findings())
          .singleElement()
          .returns(Cause.HTTP_INTERCEPTED, Finding::cause)
          .extracting(Finding::summary)
          .asString()
          .contains("Squid, ERR_ACCESS_DENIED");
    }
  }

  /** Asked for no body, it has its header alone to be known by. */
  @Test
  void answerWithoutABodyIsSquids() throws Exception {
    try (var squid = RealSquid.start(folder, List.of("via off", "http_access deny all"))) {
      HttpAnswer answer =
          RawRequest.send(squid.address(), "HEAD http://blocked.test/", "Host: blocked.test");

      assertThat(answer.bodyLatin1()).isEmpty();
      assertThat(InterceptionDetector.detect(answer, Channel.FORWARDED))
          .isInstanceOfSatisfying(
              Interception.Interfering.class,
              found -> assertThat(found.by().errorId()).contains("ERR_ACCESS_DENIED"));
    }
  }

  private LoopbackProgram denying(String port) {
    var lines = new ArrayList<>(RealSquid.HARDENED);
    lines.addAll(List.of(port, "error_default_language ja", "http_access deny all"));
    return RealSquid.start(folder, lines);
  }

  /** Until the socket is closed. */
  private static void recode(ServerSocket hop, int squid, Recoding recoding) {
    try {
      while (true) {
        try (Socket client = hop.accept();
            Socket server = new Socket()) {
          client.getInputStream().read(new byte[8192]);
          server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), squid));
          server
              .getOutputStream()
              .write(
                  "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                      .formatted(hop.getLocalPort())
                      .getBytes(US_ASCII));
          client.getOutputStream().write(recoding.of(server.getInputStream().readAllBytes()));
        }
      }
    } catch (IOException closed) {
      return;
    }
  }
}
