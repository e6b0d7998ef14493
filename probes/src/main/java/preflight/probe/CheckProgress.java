package preflight.probe;

import java.util.ArrayList;
import java.util.List;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;

/** How far one check has come; its run guards it. */
final class CheckProgress {

  private final CheckPlan plan;
  private final List<Attempt> attempts = new ArrayList<>();
  private boolean settled;

  CheckProgress(CheckPlan plan) {
    this.plan = plan;
  }

  CheckPlan plan() {
    return plan;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  RouteCheck seen() {
    return plan.seen(attempts);
  }

  /** Whether another attempt can tell nothing new. */
  boolean settled() {
    return settled;
  }

  /** Whether the last attempt that is kept failed by an answer and not by silence. */
  boolean heardLast() {
    return !attempts.isEmpty() && !attempts.getLast().endedInSilence();
  }

  void settle(boolean nothingNewCanCome) {
    settled = nothingNewCanCome;
  }
}
