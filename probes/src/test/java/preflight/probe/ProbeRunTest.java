package preflight.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.Route;
import preflight.route.RouteTable;

/** Whole runs: when they end, and what they leave behind. */
class ProbeRunTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void twoHundredTargetsAreAskedAtOnce() throws Exception {
    try (Peer peer = Peer.answering(OK)) {
      List<CheckPlan> checks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        checks.add(Runs.direct(Target.Kind.HTTP, peer.http("/" + i)));
      }

      List<RouteCheck> seen = await(Duration.ofSeconds(60), checks.toArray(CheckPlan[]::new));

      assertThat(seen).hasSize(200).allMatch(RouteCheck::reached);
    }
  }

  @Test
  void deadlineEndsTheRunWhateverThePeersDo() throws Exception {
    try (Peer silent = Peer.silent();
        Peer dripping = Peer.dripping("HTTP/1.1 200 OK\r\nX: ")) {
      List<RouteCheck> seen =
          await(
              Duration.ofSeconds(3),
              Runs.direct(Target.Kind.HTTP, silent.http("/")),
              Runs.direct(Target.Kind.HTTP, dripping.http("/")));

      assertThat(seen).allMatch(check -> check.failedWith(Code.HTTP_TIMEOUT));
      assertThat(silent.allHungUp()).isTrue();
      assertThat(dripping.allHungUp()).isTrue();
    }
  }

  @Test
  void lastAttemptThatTheDeadlineCutsOffHidesNoAnswerBeforeIt() throws Exception {
    Peer.Behaviour failingOnceThenSilent =
        (socket, peer) -> {
          peer.head(socket.getInputStream());
          if (peer.heads().size() > 1) {
            Thread.sleep(60_000);
          }
          socket.getOutputStream().write("HTTP/1.1 503 Busy\r\n\r\n".getBytes(US_ASCII));
          socket.close();
        };
    try (Peer peer = Peer.that(failingOnceThenSilent)) {
      List<RouteCheck> seen =
          await(Duration.ofSeconds(4), Runs.direct(Target.Kind.HTTP, peer.http("/")));

      assertThat(peer.heads()).hasSizeGreaterThan(1);
      assertThat(seen.getFirst().failedWith(Code.HTTP_SERVICE_FAILING)).isTrue();
    }
  }

  @Test
  void answerThatNamesNobodyIsFollowedByOneRequestBesides() throws Exception {
    try (Peer stranger = Peer.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        Peer genuine = Peer.answering(OK)) {
      List<RouteCheck> seen =
          await(
              Duration.ofSeconds(60),
              Runs.direct(Target.Kind.NEXUS, stranger.http("/")),
              Runs.direct(Target.Kind.HTTP, genuine.http("/")));

      assertThat(stranger.heads().getLast()).startsWith("GET /squid-internal-static/icons/SN.png ");
      assertThat(stranger.heads()).hasSize(seen.getFirst().attempts().size() + 1);
      assertThat(seen.getFirst().last().orElseThrow().unmasking()).isPresent();
      assertThat(genuine.heads()).hasSize(1);
    }
  }

  /** Of a page that any host could have written, the proxy shows whose it is. */
  @Test
  void refusalThatTheProxyAlsoGivesForNobodyIsItsOwn() throws Exception {
    String refusal =
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>No</p>";
    try (Peer proxy = Peer.answering(refusal)) {
      var wiki = URI.create("http://wiki.test/start");
      List<RouteCheck> seen =
          await(
              Duration.ofSeconds(60),
              Runs.counted(Target.Kind.HTTP, wiki, new Route.Forward(Runs.proxy(proxy))));

      assertThat(seen.getFirst().failedWith(Code.IDENTITY_FOREIGN)).isTrue();
      assertThat(proxy.heads())
          .filteredOn(head -> head.startsWith("GET http://preflight.invalid/ "))
          .hasSize(1);
    }
  }

  static Stream<String> answersOfTheHostsOwn() {
    return Stream.of(
        "403 Forbidden\r\nServer: nginx\r\nContent-Type: text/html\r\n\r\n<p>No</p>",
        "403 Forbidden\r\nVia: 1.1 squid.corp\r\nContent-Type: text/html\r\n\r\n<p>No</p>",
        "403 Forbidden\r\nContent-Type: text/html\r\n\r\n",
        "404 Not Found\r\nSet-Cookie: a=b\r\n\r\n{}",
        "200 OK\r\nContent-Type: text/html\r\n\r\n<p>No</p>");
  }

  @ParameterizedTest
  @MethodSource("answersOfTheHostsOwn")
  void nothingIsAskedBesidesWhereAnAnswerHasAnythingOfAHosts(String answer) throws Exception {
    try (Peer proxy =
        Peer.that((socket, peer) -> {
          peer.head(socket.getInputStream());
          socket.getOutputStream().write(("HTTP/1.1 " + answer).getBytes(US_ASCII));
          socket.close();
        })) {
      var wiki = URI.create("http://wiki.test/start");
      List<RouteCheck> seen =
          await(
              Duration.ofSeconds(60),
              Runs.counted(Target.Kind.HTTP, wiki, new Route.Forward(Runs.proxy(proxy))));

      assertThat(seen.getFirst().reached()).isTrue();
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  @Test
  void portThatOpensLaterIsReached() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    CheckPlan check = Runs.direct(Target.Kind.TCP, URI.create("tcp://127.0.0.1:" + port));
    List<ServerSocket> opened = new CopyOnWriteArrayList<>();
    ProbeRun run =
        ProbeRun.start(
            Runs.plan(Duration.ofSeconds(30), Duration.ofSeconds(5), check),
            Runs.EMPTY,
            List.of(check),
            seen -> {
              if (seen.attempts().size() == 1) {
                opened.add(open(port));
              }
            },
            Runs.LOOPBACK);

    RouteCheck seen = run.await().getFirst();

    assertThat(seen.attempts()).hasSize(2);
    assertThat(seen.attempts().getFirst().failure().orElseThrow().code())
        .isEqualTo(Code.TCP_REFUSED);
    assertThat(seen.reached()).isTrue();
    opened.getFirst().close();
  }

  @Test
  void unknownNameIsSettledBySeeingItTwice() throws Exception {
    CheckPlan check = Runs.direct(Target.Kind.DNS, URI.create("dns://db.unknown"));

    RouteCheck seen = await(Duration.ofSeconds(60), check).getFirst();

    assertThat(seen.attempts()).hasSize(2);
    assertThat(
            seen.attempts()
                .getLast()
                .startedAfter()
                .minus(seen.attempts().getFirst().startedAfter()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whatWasSeenSoFarCanBeReadAtAnyTime() throws Exception {
    try (Peer silent = Peer.silent()) {
      CheckPlan check = Runs.direct(Target.Kind.HTTP, silent.http("/"));
      Plan plan = Runs.plan(Duration.ofMillis(1_500), Duration.ofMillis(300), check);
      ProbeRun run = Runs.start(plan, Runs.EMPTY, check);

      assertThat(run.soFar()).singleElement().matches(seen -> seen.attempts().isEmpty());
      assertThat(run.await()).singleElement().matches(seen -> !seen.attempts().isEmpty());
      assertThat(run.elapsed()).isPositive();
    }
  }

  @Test
  void silenceThatTheDeadlineCutShortIsNoFaultOfTheNetwork() throws Exception {
    try (Peer silent = Peer.silent()) {
      RouteCheck seen =
          await(Duration.ofMillis(400), Runs.direct(Target.Kind.HTTP, silent.http("/"))).getFirst();

      assertThat(seen.attempts()).isEmpty();
    }
  }

  @Test
  void refusalCountsHoweverLittleTimeIsLeft() throws Exception {
    RouteCheck seen =
        await(
                Duration.ofMillis(900),
                Runs.direct(Target.Kind.TCP, URI.create("tcp://127.0.0.1:" + closedPort())))
            .getFirst();

    assertThat(seen.failedWith(Code.TCP_REFUSED)).isTrue();
  }

  @Test
  void faultOfOurOwnIsNotTakenForTheNetworks() {
    CheckPlan check = Runs.direct(Target.Kind.DNS, URI.create("dns://db.unknown"));
    ProbeRun run =
        ProbeRun.start(
            Runs.plan(Duration.ofSeconds(30), Duration.ofSeconds(5), check),
            Runs.EMPTY,
            List.of(check),
            seen -> {
              throw new IllegalArgumentException("a bug");
            },
            Runs.LOOPBACK);

    assertThatThrownBy(run::await)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
  }

  @Test
  void planWithoutTargetsIsOverAtOnce() throws Exception {
    Plan plan = Runs.plan(Duration.ofSeconds(30), Duration.ofSeconds(5));
    Container container = new Container(Map.of(), Path.of("/nowhere-at-all"));

    ProbeRun run =
        ProbeRun.start(plan, container, RouteTable.of(container), seen -> {}, ProcessTls.JDKS);

    assertThat(run.await()).isEmpty();
  }

  private static List<RouteCheck> await(Duration deadline, CheckPlan... checks)
      throws InterruptedException {
    Plan plan = Runs.plan(deadline, Duration.ofSeconds(20), checks);
    return Runs.start(plan, Runs.EMPTY, checks).await();
  }

  private static int closedPort() throws java.io.IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      return server.getLocalPort();
    }
  }

  private static ServerSocket open(int port) {
    try {
      return new ServerSocket(port);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Else hundreds of probes compete with their caller before it can so much as wait for them. */
  @Test
  @SuppressWarnings("ThreadLocalUsage") // lives as long as this test, and is removed
  void callerStartsOneThreadHoweverManyChecks() throws Exception {
    Thread caller = Thread.currentThread();
    var started = new AtomicInteger();
    var inherited =
        new InheritableThreadLocal<String>() {
          @Override
          protected String childValue(String parents) {
            started.addAndGet(Thread.currentThread().equals(caller) ? 1 : 0);
            return parents;
          }
        };
    try (Peer peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      CheckPlan check = Runs.direct(Target.Kind.HTTP, peer.http("/"));
      CheckPlan[] checks = Collections.nCopies(20, check).toArray(CheckPlan[]::new);
      inherited.set("");

      ProbeRun run = Runs.start(Plan.of(check.target()), Runs.EMPTY, checks);

      inherited.remove();
      assertThat(started).hasValue(1);
      assertThat(run.await()).hasSize(20).allMatch(RouteCheck::reached);
    }
  }
}
