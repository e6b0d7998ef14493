package preflight.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** What targets of one service share, and what each still has of its own. */
class ServiceConnectionsTest {

  private static final int MANY = 40;

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final HeldCertificate ISSUER =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder().signedBy(ISSUER).addSubjectAlternativeName("127.0.0.1").build();

  @Test
  void urlsOfOneServiceShareItsConnectionsAndEachHasItsAnswer() throws Exception {
    try (Peer peer = Peer.that(ServiceConnectionsTest::echo)) {
      List<RouteCheck> seen = await(many(peer));

      assertThat(seen).hasSize(MANY).allMatch(RouteCheck::reached);
      assertThat(seen)
          .allSatisfy(check -> assertThat(body(check)).isEqualTo(check.url().getPath()));
      assertThat(peer.connections()).isLessThan(MANY / 2);
      assertThat(peer.allHungUp()).isTrue();
    }
  }

  @Test
  void fewUrlsOfOneServiceWaitForItsFirstConnection() throws Exception {
    try (Peer peer = Peer.that(ServiceConnectionsTest::echo)) {
      CheckPlan[] few = Arrays.copyOf(many(peer), 4);

      assertThat(await(few)).hasSize(4).allMatch(RouteCheck::reached);
      assertThat(peer.connections()).isLessThan(3);
    }
  }

  /** Together they take longer than anyone waits where nothing moves. */
  @Test
  void whoeverWaitsWhileOthersAreAnsweredDialsNoConnectionMore() throws Exception {
    Peer.Behaviour slowly =
        (socket, peer) -> {
          while (!peer.head(socket.getInputStream()).isEmpty()) {
            Thread.sleep(150);
            answer(socket, "ok");
          }
        };
    try (Peer peer = Peer.that(slowly)) {
      assertThat(await(many(peer))).hasSize(MANY).allMatch(RouteCheck::reached);
      assertThat(peer.connections()).isLessThan(5);
    }
  }

  @Test
  void chainThatOneHasSeenIsEvidenceForAll(@TempDir Path root) throws Exception {
    Files.writeString(root.resolve("ca.pem"), ISSUER.certificatePem());
    for (boolean trusted : new boolean[] {true, false}) {
      Map<String, String> variables = trusted ? Map.of("CURL_CA_BUNDLE", "/ca.pem") : Map.of();
      try (Peer peer = Peer.tls(LEAF, ISSUER, ServiceConnectionsTest::echo)) {
        CheckPlan[] checks = many(n -> URI.create("https://127.0.0.1:" + peer.port() + "/" + n));

        List<RouteCheck> seen =
            await(DEADLINE, new Container(variables, root), Runs.LOOPBACK, checks);

        assertThat(seen)
            .allMatch(check -> trusted ? check.reached() : check.failedWith(Code.TLS_UNTRUSTED));
        assertThat(seen)
            .flatExtracting(check -> check.all(TlsHandshake.class).toList())
            .hasSize(MANY)
            .allMatch(handshake -> handshake.peer().orElseThrow().chain().size() == 2);
        assertThat(peer.connections()).isLessThan(MANY / 2);
      }
    }
  }

  @Test
  void serverThatClosesAfterEachAnswerIsDialledAgain() throws Exception {
    for (String closing : List.of("", "Connection: close\r\n")) {
      Peer.Behaviour once =
          (socket, peer) -> {
            peer.head(socket.getInputStream());
            String answer = "HTTP/1.1 200 OK\r\n" + closing + "Content-Length: 2\r\n\r\nok";
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.close();
          };
      try (Peer peer = Peer.that(once)) {
        List<RouteCheck> seen = await(many(peer));

        assertThat(seen)
            .as("'%s'", closing)
            .allMatch(check -> check.reached() && check.attempts().size() == 1);
      }
    }
  }

  @Test
  void urlThatIsNeverAnsweredHoldsNoOtherUp() throws Exception {
    Peer.Behaviour someSilent =
        (socket, peer) -> {
          while (true) {
            String path = peer.head(socket.getInputStream()).split(" ", -1)[1];
            if (Integer.parseInt(path.substring(1)) % 4 == 0) {
              Thread.sleep(60_000);
            }
            answer(socket, path);
          }
        };
    try (Peer peer = Peer.that(someSilent)) {
      List<RouteCheck> seen = await(Duration.ofSeconds(4), Runs.EMPTY, Runs.LOOPBACK, many(peer));

      for (int n = 0; n < MANY; n++) {
        assertThat(seen.get(n).reached()).as("/%s", n).isEqualTo(n % 4 != 0);
      }
      assertThat(seen.getFirst().failedWith(Code.HTTP_TIMEOUT)).isTrue();
    }
  }

  @Test
  void nameThatOneAskedForInVainIsUnknownToAll() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Surroundings unknowing =
        new Surroundings(
            host -> {
              lookups.incrementAndGet();
              throw new UnknownHostException(host + ": Name or service not known");
            },
            53,
            System::nanoTime,
            ProcessTls.JDKS);
    CheckPlan[] checks = many(n -> URI.create("http://unknown.test/" + n));

    List<RouteCheck> seen = await(DEADLINE, Runs.EMPTY, unknowing, checks);

    assertThat(seen).allMatch(check -> check.failedWith(Code.DNS_NAME_UNKNOWN));
    assertThat(seen)
        .allSatisfy(check ->
            assertThat(check.all(HttpExchange.class).toList().getFirst().url())
                .isEqualTo(check.url()));
    assertThat(seen)
        .allSatisfy(check -> {
          List<Duration> started = check.attempts().stream().map(Attempt::startedAfter).toList();
          assertThat(started).isSorted();
          assertThat(started.getLast().minus(started.getFirst()))
              .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        });
    assertThat(lookups.get())
        .isLessThan(seen.stream().mapToInt(check -> check.attempts().size()).sum());
  }

  @Test
  void whereEveryNameLeadsIsSeenOverSharedConnectionsToo() throws Exception {
    Surroundings hijacked =
        new Surroundings(
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
            53,
            System::nanoTime,
            ProcessTls.JDKS);
    try (Peer peer = Peer.that(ServiceConnectionsTest::echo)) {
      CheckPlan[] checks =
          IntStream.range(0, MANY)
              .mapToObj(n -> URI.create("http://nexus.test:" + peer.port() + "/" + n))
              .map(url -> Runs.direct(Target.Kind.NEXUS, url))
              .toArray(CheckPlan[]::new);

      List<RouteCheck> seen = await(DEADLINE, Runs.EMPTY, hijacked, checks);

      assertThat(seen).allMatch(check -> check.failedWith(Code.IDENTITY_FOREIGN));
      assertThat(seen)
          .flatExtracting(check -> check.all(NameLookup.class).toList())
          .hasSize(MANY)
          .allMatch(NameLookup::leadsWhereEveryNameLeads);
      // One for each, over which a proxy that names nobody is asked for more, and few besides.
      assertThat(peer.connections()).isLessThan(MANY + MANY / 2);
    }
  }

  @Test
  void anotherPortWayOrNeedSharesNothing() {
    CheckPlan one = Runs.direct(Target.Kind.HTTP, URI.create("http://a.test/1"));
    URI two = URI.create("http://a.test/2");
    CheckPlan same = Runs.direct(Target.Kind.JIRA, two);
    var proxy = new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy.test", 3128, Optional.empty());
    List<CheckPlan> others =
        List.of(
            Runs.direct(Target.Kind.HTTP, URI.create("http://a.test:81/2")),
            Runs.direct(Target.Kind.HTTP, URI.create("https://a.test/2")),
            Runs.direct(Target.Kind.HTTP, URI.create("http://b.test/2")),
            Runs.direct(Target.Kind.TCP, URI.create("tcp://a.test:80")),
            Runs.counted(Target.Kind.HTTP, two, new Route.Forward(proxy)),
            Runs.evidence(same.target(), two),
            Runs.counted(Runs.optional(same.target()), two, new Route.Direct()));

    SharedConnections connections =
        SharedConnections.of(Stream.concat(Stream.of(one, same), others.stream()).toList());

    assertThat(connections.of(one)).isSameAs(connections.of(same));
    assertThat(others).noneMatch(other -> connections.of(other) == connections.of(one));
  }

  private static CheckPlan[] many(Peer peer) {
    return many(n -> peer.http("/" + n));
  }

  private static CheckPlan[] many(IntFunction<URI> url) {
    return IntStream.range(0, MANY)
        .mapToObj(n -> Runs.direct(Target.Kind.HTTP, url.apply(n)))
        .toArray(CheckPlan[]::new);
  }

  private static void echo(Socket socket, Peer peer) throws Exception {
    while (true) {
      String head = peer.head(socket.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      answer(socket, head.split(" ", -1)[1]);
    }
  }

  private static void answer(Socket socket, String body) throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    socket.getOutputStream().write(answer.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String body(RouteCheck check) {
    Optional<HttpAnswer> answer =
        check.all(HttpExchange.class).flatMap(one -> one.answer().stream()).findFirst();
    return answer.orElseThrow().bodyLatin1();
  }

  private static List<RouteCheck> await(CheckPlan... checks) throws InterruptedException {
    return await(DEADLINE, Runs.EMPTY, Runs.LOOPBACK, checks);
  }

  private static List<RouteCheck> await(
      Duration deadline, Container container, Surroundings surroundings, CheckPlan... checks)
      throws InterruptedException {
    return ProbeRun.start(
            Runs.plan(deadline, Duration.ofSeconds(20), checks),
            container,
            List.of(checks),
            check -> {},
            surroundings)
        .await();
  }
}
