package preflight;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Severity;
import preflight.diagnosis.Verdict;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.diagnosis.rules.AllRules;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Job;
import preflight.plan.Plan;
import preflight.probe.ProbeRun;
import preflight.probe.ProcessTls;
import preflight.route.RouteTable;

/** Probes a plan's targets and names what is broken. Reads top to bottom: this is the main path. */
public final class Preflight {

  private final Plan plan;
  private final Container container;
  private final Gate gate;
  private final Clock clock;
  private final RouteTable routes;
  private final ProbeRun run;

  private Preflight(
      Plan plan,
      Container container,
      Gate gate,
      Clock clock,
      ProbeRun.Listener listener,
      ProcessTls tls) {
    this.plan = plan;
    this.container = container;
    this.gate = gate;
    this.clock = clock;
    this.routes = RouteTable.of(container);
    this.run = ProbeRun.start(plan, container, routes, listener, tls);
  }

  /** Starts probing {@code plan} from inside {@code container}; returns at once. */
  public static Preflight start(
      Plan plan, Container container, Gate gate, ProbeRun.Listener listener) {
    return start(plan, container, gate, listener, ProcessTls.JDKS);
  }

  /** The same where this process has a TLS of its own. */
  public static Preflight start(
      Plan plan, Container container, Gate gate, ProbeRun.Listener listener, ProcessTls tls) {
    return new Preflight(plan, container, gate, Clock.systemUTC(), listener, tls);
  }

  /** Nothing is probed: the gate was switched off. */
  public static Verdict skipped(Container container, Gate.Off gate) {
    return new Verdict(
        Verdict.Outcome.SKIPPED,
        Verdict.Action.EXEC,
        gate,
        Job.of(container),
        List.of(),
        List.of(),
        List.of(),
        Clock.systemUTC().instant(),
        Duration.ZERO);
  }

  /** Waits for the probes, at most until the plan's deadline, and judges what they saw. */
  public Verdict verdict() throws InterruptedException {
    Judged judged = judge(run.await());
    boolean warned =
        !judged.diagnosis().unexplained().isEmpty()
            || judged.diagnosis().findings().stream()
                .anyMatch(finding -> finding.severity() != Severity.NOTE);
    var outcome =
        judged.blocked()
            ? Verdict.Outcome.BLOCKED
            : warned ? Verdict.Outcome.OPEN_WITH_WARNINGS : Verdict.Outcome.OPEN;
    var action =
        judged.blocked() && gate instanceof Gate.Enforce
            ? Verdict.Action.EXIT
            : Verdict.Action.EXEC;
    return verdict(outcome, action, judged);
  }

  /** What is known when the run is ended from outside; the workload does not start. */
  public Verdict interrupted() {
    return verdict(Verdict.Outcome.INTERRUPTED, Verdict.Action.EXIT, judge(run.soFar()));
  }

  private Verdict verdict(Verdict.Outcome outcome, Verdict.Action action, Judged judged) {
    return new Verdict(
        outcome,
        action,
        gate,
        Job.of(container),
        judged.diagnosis().findings(),
        judged.targets(),
        judged.diagnosis().unexplained(),
        clock.instant(),
        run.elapsed());
  }

  private Judged judge(List<RouteCheck> checks) {
    var evidence = new Evidence(plan, container, routes, checks, run.control());
    return new Judged(
        Diagnosis.of(evidence, AllRules.ALL),
        plan.targets().stream()
            .map(target -> new TargetResult(target, evidence.outcome(target), evidence.of(target)))
            .toList(),
        plan.targets().stream().anyMatch(evidence::blocks));
  }

  private record Judged(Diagnosis diagnosis, List<TargetResult> targets, boolean blocked) {}
}
