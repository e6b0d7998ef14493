package preflight.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;

/** How far one check has come; its run guards it. */
final class CheckProgress {

  private final CheckPlan plan;
  private final ServiceConnections connections;
  private final List<Attempt> attempts = new ArrayList<>();
  private Patience.Progress progress;
  private boolean dialledInVain;

  CheckProgress(CheckPlan plan, ServiceConnections connections) {
    this.plan = plan;
    this.connections = connections;
    this.progress = new Patience.Progress(plan, plan.seen(List.of()), false);
  }

  CheckPlan plan() {
    return plan;
  }

  /** The connections that it shares with the other checks of its service. */
  ServiceConnections connections() {
    return connections;
  }

  List<Attempt> attempts() {
    return Collections.unmodifiableList(attempts);
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
    progress = new Patience.Progress(plan, plan.seen(attempts), progress.settled());
  }

  RouteCheck seen() {
    return progress.check();
  }

  Patience.Progress progress() {
    return progress;
  }

  /** Whether the last attempt that is kept failed by an answer and not by silence. */
  boolean heardLast() {
    return !attempts.isEmpty() && !attempts.getLast().endedInSilence();
  }

  /**
   * Whether the network was silent to its last attempt, which was its own and not told by another.
   */
  boolean dialledInVain() {
    return dialledInVain;
  }

  void dialledInVain(boolean silence) {
    dialledInVain = silence;
  }

  void settle(boolean nothingNewCanCome) {
    progress = new Patience.Progress(plan, seen(), nothingNewCanCome);
  }
}
