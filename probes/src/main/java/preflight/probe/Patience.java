package preflight.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.observation.RouteCheck;
import preflight.plan.Plan;
import preflight.plan.Target;

/** How long a run waits for whom. Pure; times are since the start of the run. */
record Patience(Plan plan, boolean onCloudRun) {

  /** An attempt ends this long before its limit, so that what it saw is still counted. */
  private static final Duration MARGIN = Duration.ofMillis(50);

  /** An attempt that has less time than this tells nothing. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /**
   * A check, as far as it has come.
   *
   * @param settled whether another attempt can tell nothing new
   */
  record Progress(CheckPlan plan, RouteCheck check, boolean settled) {}

  /** Whether nothing is worth waiting for any more. */
  boolean over(List<Progress> all, Duration elapsed) {
    if (elapsed.compareTo(plan.deadline()) >= 0) {
      return true;
    }
    if (all.stream().anyMatch(Patience::mustBeAwaited)) {
      return false; // nearly always, with hundreds of targets: before anything is grouped
    }
    Map<Target, List<Progress>> byTarget =
        all.stream().collect(Collectors.groupingBy(one -> one.plan().target()));
    return plan.targets().stream()
        .allMatch(target -> decided(target, byTarget.getOrDefault(target, List.of()), elapsed));
  }

  /** When {@link #over} may change though nothing happens. */
  Duration nextLook(Duration elapsed) {
    return Stream.of(Plan.ABSENT_METADATA_CAP, Plan.OPTIONAL_GRACE, plan.deadline())
        .filter(time -> time.compareTo(elapsed) > 0)
        .min(Duration::compareTo)
        .orElse(plan.deadline());
  }

  /** How long the next attempt may take; empty where it would come too late. */
  Optional<Duration> cap(CheckPlan check, boolean first, Duration elapsed) {
    Duration untilEnd = plan.deadline().minus(elapsed).minus(MARGIN);
    Duration least = least();
    if (untilEnd.isNegative() || (!first && untilEnd.compareTo(least) < 0)) {
      return Optional.empty();
    }
    Duration untilGrace = grace(check.target()).minus(elapsed).minus(MARGIN);
    boolean inGrace = !decides(check) && untilGrace.compareTo(least) >= 0;
    return Optional.of(
        Stream.of(plan.attemptTimeout(), untilEnd, inGrace ? untilGrace : untilEnd)
            .min(Duration::compareTo)
            .orElseThrow());
  }

  private boolean decided(Target target, List<Progress> checks, Duration elapsed) {
    boolean graceOver = elapsed.compareTo(grace(target)) >= 0;
    if (graceOver && !target.required()) {
      return true;
    }
    List<Progress> counted = checks.stream().filter(one -> one.check().counted()).toList();
    List<Progress> evidence =
        checks.stream().filter(one -> !counted.isEmpty() && !one.check().counted()).toList();
    List<Progress> deciding = counted.isEmpty() ? checks : counted;
    boolean evidenceIsIn = graceOver || evidence.stream().allMatch(Progress::settled);
    boolean reached =
        counted.isEmpty()
            ? deciding.stream().anyMatch(one -> one.check().reached())
            : deciding.stream().allMatch(one -> one.check().reached());
    if (reached) {
      // A token may be another machine's, through a proxy or by name: the direct answer tells.
      return evidenceIsIn || target.kind() != Target.Kind.METADATA;
    }
    return evidenceIsIn && deciding.stream().allMatch(Progress::settled);
  }

  /** Whether this check alone keeps its target, which is required, undecided. */
  private static boolean mustBeAwaited(Progress one) {
    return one.plan().target().required()
        && one.check().counted()
        && !one.settled()
        && !one.check().reached();
  }

  private boolean decides(CheckPlan check) {
    return check.target().required() && !check.counted().isEmpty();
  }

  private Duration grace(Target target) {
    return target.kind() == Target.Kind.METADATA && !target.required() && !onCloudRun
        ? Plan.ABSENT_METADATA_CAP
        : Plan.OPTIONAL_GRACE;
  }

  /**
   * Whether an attempt that was cut off after {@code cap} tells nothing: the deadline left it less
   * time than an answer may take on a busy machine.
   */
  boolean tooShort(Duration cap) {
    return cap.compareTo(least()) < 0;
  }

  /** Whether an attempt that took all of {@code cap} would have had more time but for a limit. */
  boolean cutsOff(Duration cap) {
    return cap.compareTo(plan.attemptTimeout()) < 0;
  }

  private Duration least() {
    return plan.attemptTimeout().compareTo(LEAST) < 0 ? plan.attemptTimeout() : LEAST;
  }
}
