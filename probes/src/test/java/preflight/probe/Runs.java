package preflight.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import preflight.observation.RouteCheck;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Runs of one check or a few against peers on loopback, told as a story. */
final class Runs {

  static final Container EMPTY = new Container(Map.of(), Path.of("/nowhere-at-all"));

  /** Knows the names that end in {@code .test}; all of them are this machine. */
  static final Surroundings LOOPBACK = loopback(ProcessTls.JDKS);

  private Runs() {}

  static Surroundings loopback(ProcessTls tls) {
    return new Surroundings(
        host -> {
          if (host.endsWith(".test")) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          }
          throw new java.net.UnknownHostException(host + ": Name or service not known");
        },
        53,
        System::nanoTime,
        tls);
  }

  static Target target(Target.Kind kind, URI uri) {
    return new Target(kind.label(), kind, Target.Need.REQUIRED, uri);
  }

  static Target optional(Target target) {
    return new Target(target.name(), target.kind(), Target.Need.OPTIONAL, target.uri());
  }

  static CheckPlan counted(Target target, URI url, Route route) {
    return new CheckPlan(
        target, url, route, List.of(ClientFamily.CURL), List.of(ClientFamily.CURL));
  }

  static CheckPlan counted(Target.Kind kind, URI url, Route route) {
    return counted(target(kind, url), url, route);
  }

  static CheckPlan direct(Target.Kind kind, URI url) {
    return counted(kind, url, new Route.Direct());
  }

  static CheckPlan evidence(Target target, URI url) {
    return new CheckPlan(target, url, new Route.Direct(), List.of(), List.of());
  }

  static ProxyAddress proxy(Peer peer) {
    return new ProxyAddress(ProxyAddress.Scheme.HTTP, "127.0.0.1", peer.port(), Optional.empty());
  }

  static Plan plan(Duration deadline, Duration attempt, CheckPlan... checks) {
    return new Plan(
        Stream.of(checks).map(CheckPlan::target).distinct().toList(),
        new ClientSelection.Auto(),
        deadline,
        attempt,
        InetSocketAddress.createUnresolved("169.254.169.254", 80));
  }

  static ProbeRun start(Plan plan, Container container, CheckPlan... checks) {
    return ProbeRun.start(plan, container, List.of(checks), check -> {}, LOOPBACK);
  }

  /** The first attempt, and no other; it may take its time on a busy machine. */
  static RouteCheck once(CheckPlan check) throws Exception {
    return once(Duration.ofSeconds(20), check);
  }

  /** The first attempt of a check whose peer has to be cut off. */
  static RouteCheck impatiently(CheckPlan check) throws Exception {
    return once(Duration.ofSeconds(2), check);
  }

  private static RouteCheck once(Duration cap, CheckPlan check) throws Exception {
    var first = new CompletableFuture<RouteCheck>();
    ProbeRun run =
        ProbeRun.start(
            plan(Duration.ofSeconds(60), cap, check),
            EMPTY,
            List.of(check),
            seen -> {
              first.complete(seen);
              untilTheRunEnds();
            },
            LOOPBACK);
    RouteCheck seen = first.get(60, TimeUnit.SECONDS);
    Thread ending = new Thread(() -> awaitUnlessInterrupted(run));
    ending.start();
    ending.interrupt();
    ending.join();
    return seen;
  }

  private static void awaitUnlessInterrupted(ProbeRun run) {
    try {
      run.await();
    } catch (InterruptedException cutShort) {
      Thread.currentThread().interrupt();
    }
  }

  private static void untilTheRunEnds() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  static RouteCheck patiently(CheckPlan check) throws InterruptedException {
    return patiently(EMPTY, check);
  }

  /** For what settles by itself, however slow this machine is. */
  static RouteCheck patiently(Container container, CheckPlan check) throws InterruptedException {
    Plan plan = plan(Duration.ofSeconds(30), Duration.ofSeconds(20), check);
    return start(plan, container, check).await().getFirst();
  }
}
