package preflight.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import preflight.observation.RouteCheck;
import preflight.plan.Job;
import preflight.plan.Target;

/**
 * The result of a run: what was found, and what is done about it.
 *
 * @param outcome what was found
 * @param action what is done
 * @param gate how the gate was set
 * @param job the task that this is
 * @param findings recognised causes, errors first
 * @param targets a result a target, in the plan's order
 * @param unexplained failed checks that no finding rests on
 * @param time when the verdict was reached
 * @param elapsed since the start of the run
 */
public record Verdict(
    Outcome outcome,
    Action action,
    Gate gate,
    Job job,
    List<Finding> findings,
    List<TargetResult> targets,
    List<RouteCheck> unexplained,
    Instant time,
    Duration elapsed) {

  /** What was found. */
  public enum Outcome {
    OPEN,
    OPEN_WITH_WARNINGS,
    BLOCKED,
    INTERRUPTED,
    SKIPPED;

    /** The word used in JSON, for example {@code open-with-warnings}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What is done. */
  public enum Action {
    /** The workload starts ({@code check}: status 0). */
    EXEC,
    /** It does not. */
    EXIT;

    /** The word used in JSON, for example {@code exec}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What one target came to. */
  public record TargetResult(Target target, TargetOutcome outcome, List<RouteCheck> checks) {
    public TargetResult {
      checks = List.copyOf(checks);
    }
  }

  public Verdict {
    findings = List.copyOf(findings);
    targets = List.copyOf(targets);
    unexplained = List.copyOf(unexplained);
  }

  /** The same verdict with one finding more, behind the others. */
  public Verdict with(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return new Verdict(outcome, action, gate, job, more, targets, unexplained, time, elapsed);
  }
}
