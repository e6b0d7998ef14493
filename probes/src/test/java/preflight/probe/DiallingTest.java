package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.observation.Stage;
import preflight.plan.Target;

/** Name lookup and dialling, against the loopback interface only. */
class DiallingTest {

  @Test
  void listeningPortIsReached() throws Exception {
    try (Peer peer = Peer.silent()) {
      RouteCheck check = Runs.once(tcp("127.0.0.1", peer.port()));

      assertThat(check.reached()).isTrue();
      assertThat(check.last().orElseThrow().observations())
          .extracting(observation -> observation.stage())
          .containsExactly(Stage.TCP);
    }
  }

  @Test
  void closedPortIsRefused() throws Exception {
    assertThat(Runs.once(tcp("127.0.0.1", closedPort())).failedWith(Code.TCP_REFUSED)).isTrue();
  }

  @Test
  void nameIsLookedUpFirst() throws Exception {
    try (Peer peer = Peer.silent()) {
      RouteCheck check = Runs.once(tcp("db.test", peer.port()));

      assertThat(check.all(NameLookup.class).findFirst().orElseThrow().addresses())
          .containsExactly(InetAddress.getLoopbackAddress());
      assertThat(check.reached()).isTrue();
    }
  }

  @Test
  void unknownNameIsNotDialled() throws Exception {
    RouteCheck check = Runs.once(tcp("db.unknown", 1));

    assertThat(check.failedWith(Code.DNS_NAME_UNKNOWN)).isTrue();
    assertThat(check.all(TcpConnect.class).map(TcpConnect::outcome))
        .containsExactly(new Outcome.NotAttempted(Stage.DNS));
  }

  @Test
  void dnsTargetEndsWithTheLookup() throws Exception {
    RouteCheck check = Runs.once(Runs.direct(Target.Kind.DNS, URI.create("dns://db.test")));

    assertThat(check.reached()).isTrue();
    assertThat(check.last().orElseThrow().observations()).hasSize(1);
  }

  @Test
  void lookupThatHangsIsCutByTheAttempt() throws Exception {
    CheckPlan check = tcp("hangs.example", 1);
    Surroundings hanging =
        new Surroundings(
            host -> {
              sleepFor(Duration.ofSeconds(30));
              throw new UnknownHostException(host);
            },
            53,
            System::nanoTime,
            ProcessTls.JDKS);

    RouteCheck seen =
        ProbeRun.start(
                Runs.plan(Duration.ofMillis(1_500), Duration.ofMillis(500), check),
                Runs.EMPTY,
                List.of(check),
                attempted -> {},
                hanging)
            .await()
            .getFirst();

    assertThat(seen.failedWith(Code.DNS_TIMEOUT)).isTrue();
  }

  @Test
  void fullBacklogTimesOut() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();

      RouteCheck seen = Runs.impatiently(tcp("127.0.0.1", full.getLocalPort()));

      assertThat(seen.failedWith(Code.TCP_TIMEOUT)).isTrue();
      assertThat(seen.all(TcpConnect.class).flatMap(connect -> connect.dials().stream()))
          .singleElement()
          .satisfies(dial -> assertThat(dial.outcome().failedWith(Code.TCP_TIMEOUT)).isTrue());
    }
  }

  @Test
  void oneDeadAddressOfTwoIsReportedBesideTheOneThatAnswers() throws Exception {
    try (Peer peer = Peer.silent()) {
      InetAddress dead = InetAddress.getByName("127.0.0.2");
      Surroundings both =
          new Surroundings(
              host -> new InetAddress[] {dead, InetAddress.getLoopbackAddress()},
              53,
              System::nanoTime,
              ProcessTls.JDKS);
      CheckPlan check = tcp("db.test", peer.port());

      TcpConnect connect =
          ProbeRun.start(
                  Runs.plan(Duration.ofSeconds(2), Duration.ofSeconds(1), check),
                  Runs.EMPTY,
                  List.of(check),
                  attempted -> {},
                  both)
              .await()
              .getFirst()
              .all(TcpConnect.class)
              .findFirst()
              .orElseThrow();

      assertThat(connect.outcome().succeeded()).isTrue();
      assertThat(connect.dials())
          .filteredOn(dial -> dial.remote().getAddress().equals(dead))
          .singleElement()
          .satisfies(dial -> assertThat(dial.outcome().failedWith(Code.TCP_REFUSED)).isTrue());
    }
  }

  @Test
  void addressThatIsSilentForAFairTrialIsReportedBesideTheOneThatAnswers() throws Exception {
    InetAddress silent = InetAddress.getByName("127.0.0.2");
    try (Peer peer = Peer.silent();
        ServerSocket full = new ServerSocket(peer.port(), 1, silent);
        Socket first = new Socket(silent, peer.port());
        Socket second = new Socket(silent, peer.port())) {
      assertThat(first.isConnected() && second.isConnected() && full.isBound()).isTrue();
      Surroundings both =
          new Surroundings(
              host -> new InetAddress[] {silent, InetAddress.getLoopbackAddress()},
              53,
              System::nanoTime,
              ProcessTls.JDKS);
      CheckPlan check = tcp("db.test", peer.port());

      RouteCheck seen =
          ProbeRun.start(
                  Runs.plan(Duration.ofSeconds(20), Duration.ofSeconds(10), check),
                  Runs.EMPTY,
                  List.of(check),
                  attempted -> {},
                  both)
              .await()
              .getFirst();

      assertThat(seen.reached()).isTrue();
      assertThat(seen.all(TcpConnect.class).flatMap(connect -> connect.dials().stream()))
          .filteredOn(dial -> dial.remote().getAddress().equals(silent))
          .singleElement()
          .satisfies(dial -> assertThat(dial.outcome().failedWith(Code.TCP_TIMEOUT)).isTrue());
    }
  }

  private static CheckPlan tcp(String host, int port) {
    return Runs.direct(Target.Kind.TCP, URI.create("tcp://" + host + ":" + port));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return server.getLocalPort();
    }
  }

  private static void sleepFor(Duration duration) throws UnknownHostException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException stopped) {
      throw new UnknownHostException("stopped");
    }
  }
}
