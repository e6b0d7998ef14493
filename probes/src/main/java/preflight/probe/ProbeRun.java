package preflight.probe;

import java.time.Duration;
import java.util.List;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.route.RouteTable;

/** Probes every target of a plan along its routes, all at once, under one deadline. */
public final class ProbeRun {

  /** Told of every finished attempt, from the probes' own threads. */
  @FunctionalInterface
  public interface Listener {
    /** A check has one more attempt than before. */
    void attempted(RouteCheck check);
  }

  private ProbeRun() {}

  /** Starts probing; returns at once. */
  public static ProbeRun start(
      Plan plan, Container container, RouteTable routes, Listener listener) {
    return new ProbeRun();
  }

  /** Waits until every target is decided or the deadline has passed; then nothing probes on. */
  public List<RouteCheck> await() throws InterruptedException {
    return List.of();
  }

  /** Everything seen so far, from any thread. */
  public List<RouteCheck> soFar() {
    return List.of();
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.ZERO;
  }
}
