package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;
import preflight.plan.Container;

class NameserversTest {

  private static final int NO_ANSWER = -1;

  @TempDir Path root;

  @Test
  void resolvConfIsReadAsTheResolverReadsIt() throws Exception {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/resolv.conf"),
        """
        # made by hand
        nameserver 10.0.0.2
        nameserver 10.0.0.3
        search old.example
        search c.proj.internal google.internal
        options timeout:2 ndots:2
        """);

    assertThat(ResolvConf.of(new Container(Map.of(), root)))
        .isEqualTo(
            new ResolvConf(
                List.of("10.0.0.2", "10.0.0.3"), List.of("c.proj.internal", "google.internal"), 2));
  }

  @Test
  void nameserversBehindTheThirdAreOverlooked() throws Exception {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/resolv.conf"),
        """
        nameserver 10.0.0.2
        nameserver 10.0.0.3
        nameserver 10.0.0.4
        nameserver 10.0.0.5
        """);

    assertThat(ResolvConf.of(new Container(Map.of(), root)).nameservers())
        .containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.4");
  }

  @Test
  void nobodyIsAskedForWhatCanBeNoName() throws Exception {
    try (DatagramSocket server = answering(0)) {
      var nameservers =
          new Nameservers(
              new ResolvConf(List.of("127.0.0.1"), List.of("corp"), 1),
              server.getLocalPort(),
              ForkJoinPool.commonPool(),
              System::nanoTime);

      assertThat(nameservers.explain("a".repeat(64) + ".corp", Duration.ofSeconds(2))).isEmpty();
    }
  }

  @Test
  void containerThatNamesNoServerAsksItsOwnMachine() {
    assertThat(ResolvConf.of(Runs.EMPTY))
        .isEqualTo(new ResolvConf(List.of("127.0.0.1"), List.of(), 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "metadata, metadata.corp. metadata.",
    "db.corp, db.corp. db.corp.corp.",
    "db.corp., db.corp."
  })
  void shortNamesAreTriedUnderTheSearchDomainsFirst(String host, String questions) {
    assertThat(new ResolvConf(List.of(), List.of("corp"), 1).questions(host))
        .containsExactly(questions.split(" "));
  }

  @ParameterizedTest(name = "response code {0} is {1}")
  @CsvSource({"0, NODATA", "2, SERVFAIL", "3, NXDOMAIN", "5, REFUSED", "4, OTHER", "-1, SILENT"})
  void nameserversOwnAnswerIsKept(int rcode, Reply expected) throws Exception {
    try (DatagramSocket server = answering(rcode)) {
      var nameservers =
          new Nameservers(
              new ResolvConf(List.of("127.0.0.1"), List.of(), 1),
              server.getLocalPort(),
              ForkJoinPool.commonPool(),
              System::nanoTime);

      assertThat(nameservers.explain("db.corp", Duration.ofSeconds(2)))
          .singleElement()
          .satisfies(answer -> {
            assertThat(answer.server()).isEqualTo("127.0.0.1");
            assertThat(answer.question()).isEqualTo("db.corp.");
            assertThat(answer.reply()).isEqualTo(expected);
          });
    }
  }

  @Test
  void closedPortIsUnreachable() throws Exception {
    DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    int port = closed.getLocalPort();
    closed.close();
    var nameservers =
        new Nameservers(
            new ResolvConf(List.of("127.0.0.1"), List.of(), 1),
            port,
            ForkJoinPool.commonPool(),
            System::nanoTime);

    assertThat(nameservers.explain("db.corp", Duration.ofSeconds(2)))
        .extracting(NameserverAnswer::reply)
        .containsExactly(Reply.UNREACHABLE);
  }

  /** Sends each question back as an answer that holds no record. */
  private static DatagramSocket answering(int rcode) throws Exception {
    DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread serving = new Thread(() -> serve(server, rcode), "nameserver");
    serving.setDaemon(true);
    serving.start();
    return server;
  }

  private static void serve(DatagramSocket server, int rcode) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        byte[] message = packet.getData();
        message[2] |= (byte) 0x80; // QR: an answer
        message[3] = (byte) rcode;
        if (rcode != NO_ANSWER) {
          server.send(packet);
        }
      }
    } catch (java.io.IOException closed) {
      return;
    }
  }
}
