package preflight.example;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import preflight.Preflight;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.report.TextReport;

/** A Java job that asks before it starts. */
public final class Embedding {

  private Embedding() {}

  /** Returns where the database takes connections; else the exception says why it does not. */
  public static void requireDatabase(URI database) throws InterruptedException {
    var target = new Target("db", Target.Kind.TCP, Target.Need.REQUIRED, database);
    Plan plan = Plan.of(target).within(Duration.ofSeconds(5));
    var container = new Container(System.getenv(), Path.of("/"));
    Verdict verdict =
        Preflight.start(plan, container, new Gate.Enforce(), attempted -> {}).verdict();
    if (verdict.action() == Verdict.Action.EXIT) {
      throw new IllegalStateException(TextReport.verdict(verdict));
    }
  }
}
