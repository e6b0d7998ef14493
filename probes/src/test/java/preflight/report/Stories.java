package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static preflight.plan.Target.Need.OPTIONAL;
import static preflight.report.Findings.coldStart;
import static preflight.report.Findings.filtered;
import static preflight.report.Findings.intercepted;
import static preflight.report.Findings.metadataProxied;
import static preflight.report.Findings.refused;
import static preflight.report.Seen.BY_ADDRESS;
import static preflight.report.Seen.CANARY;
import static preflight.report.Seen.DIRECT;
import static preflight.report.Seen.GITHUB;
import static preflight.report.Seen.JIRA;
import static preflight.report.Seen.METADATA;
import static preflight.report.Seen.NEXUS;
import static preflight.report.Seen.PROXY;
import static preflight.report.Seen.attempt;
import static preflight.report.Seen.blockedBy;
import static preflight.report.Seen.check;
import static preflight.report.Seen.connect;
import static preflight.report.Seen.deniedBySquid;
import static preflight.report.Seen.exchange;
import static preflight.report.Seen.failed;
import static preflight.report.Seen.handshake;
import static preflight.report.Seen.identity;
import static preflight.report.Seen.lookup;
import static preflight.report.Seen.reached;
import static preflight.report.Seen.silent;
import static preflight.report.Seen.target;
import static preflight.report.Seen.worked;
import static preflight.route.ClientFamily.CURL;
import static preflight.route.ClientFamily.GCLOUD_TOKEN;
import static preflight.route.ClientFamily.GIT;
import static preflight.route.ClientFamily.GO;
import static preflight.route.ClientFamily.GO_METADATA;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.observation.Failure;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.observation.Stage;
import preflight.plan.Job;
import preflight.plan.Target;
import preflight.route.Route;

/** The verdicts that the golden files tell. */
final class Stories {

  static final Instant NOW = Instant.parse("2026-03-01T02:03:04.567Z");

  private static final Job TASK =
      new Job(
          Optional.of("my-agent-4"),
          Optional.of("my-agent-4-x7k2p"),
          Optional.of(0),
          Optional.of(1));

  private Stories() {}

  static Verdict incident(Gate gate) {
    return verdict(
        Verdict.Outcome.BLOCKED,
        gate,
        List.of(metadataProxied()),
        List.of(
            unreachable(
                METADATA,
                reached(METADATA, BY_ADDRESS, DIRECT, Standing.EVIDENCE),
                reached(METADATA, METADATA.uri(), DIRECT, Standing.COUNTED, GO_METADATA),
                deniedBySquid()),
            reachable(GITHUB),
            reachable(JIRA),
            reachable(NEXUS)),
        List.of());
  }

  static Verdict green() {
    return verdict(
        Verdict.Outcome.OPEN,
        new Gate.Enforce(),
        List.of(),
        List.of(
            new TargetResult(
                METADATA,
                TargetOutcome.REACHABLE,
                List.of(
                    reached(METADATA, BY_ADDRESS, DIRECT, Standing.EVIDENCE),
                    reached(METADATA, METADATA.uri(), DIRECT, Standing.COUNTED, GCLOUD_TOKEN))),
            reachable(GITHUB),
            reachable(JIRA),
            reachable(NEXUS)),
        List.of());
  }

  static Verdict openWithWarnings() {
    Target optional = new Target("jira", Target.Kind.JIRA, OPTIONAL, JIRA.uri());
    RouteCheck silent = silent(optional);
    return verdict(
        Verdict.Outcome.OPEN_WITH_WARNINGS,
        new Gate.Enforce(),
        List.of(filtered(silent)),
        List.of(reachable(GITHUB), unreachable(optional, silent)),
        List.of());
  }

  static Verdict unexplained() {
    RouteCheck alert =
        check(
            JIRA,
            JIRA.uri(),
            DIRECT,
            Standing.COUNTED,
            List.of(CURL, GIT),
            attempt(
                lookup(worked(3)),
                connect(worked(9)),
                handshake(
                    failed(Failure.Code.TLS_ALERT, "Received fatal alert: internal_error", 12)),
                exchange(JIRA.uri(), blockedBy(Stage.TLS)),
                identity(blockedBy(Stage.TLS))));
    return verdict(
        Verdict.Outcome.BLOCKED,
        new Gate.Enforce(),
        List.of(coldStart()),
        List.of(reachable(GITHUB), unreachable(JIRA, alert)),
        List.of(alert));
  }

  static Verdict interrupted() {
    RouteCheck pending =
        new RouteCheck(JIRA, JIRA.uri(), DIRECT, List.of(CURL), Standing.COUNTED, List.of());
    return verdict(
        Verdict.Outcome.INTERRUPTED,
        new Gate.Enforce(),
        List.of(),
        List.of(
            reachable(GITHUB), new TargetResult(JIRA, TargetOutcome.NOT_READY, List.of(pending))),
        List.of(pending));
  }

  static Verdict skipped(Gate.Off gate) {
    return verdict(Verdict.Outcome.SKIPPED, gate, List.of(), List.of(), List.of());
  }

  /** Many targets, of which every {@code nth} is unreachable with a finding of its own. */
  static Verdict crowd(int targets, int nth) {
    List<Finding> findings = new ArrayList<>();
    List<TargetResult> results = new ArrayList<>();
    for (int number = 1; number <= targets; number++) {
      Target target =
          target("http-" + number, Target.Kind.HTTP, "https://h" + number + ".corp.example/");
      if (number % nth == 0) {
        RouteCheck silent = silent(target);
        results.add(unreachable(target, silent));
        findings.add(refused(target, silent));
      } else {
        results.add(reachable(target));
      }
    }
    return verdict(
        findings.isEmpty() ? Verdict.Outcome.OPEN : Verdict.Outcome.BLOCKED,
        new Gate.Enforce(),
        findings,
        results,
        List.of());
  }

  /** One blocked target whose evidence and failure say {@code words}. */
  static Verdict saying(String words) {
    RouteCheck check =
        check(
            METADATA,
            URI.create("http://user:" + CANARY + "@169.254.169.254/v1/?token=" + CANARY),
            new Route.Forward(PROXY),
            Standing.COUNTED,
            List.of(CURL),
            attempt(
                lookup(worked(1)),
                connect(worked(1)),
                new HttpExchange(
                    METADATA.uri(),
                    Optional.of(
                        new HttpAnswer(
                            403,
                            words,
                            List.of(new Header("Set-Cookie", CANARY)),
                            CANARY.getBytes(UTF_8))),
                    worked(1)),
                identity(failed(Failure.Code.IDENTITY_FOREIGN, words, 1))));
    return verdict(
        Verdict.Outcome.BLOCKED,
        new Gate.Enforce(),
        List.of(intercepted(words)),
        List.of(unreachable(METADATA, check)),
        List.of(check));
  }

  private static Verdict verdict(
      Verdict.Outcome outcome,
      Gate gate,
      List<Finding> findings,
      List<TargetResult> targets,
      List<RouteCheck> unexplained) {
    boolean exits =
        outcome == Verdict.Outcome.INTERRUPTED
            || (outcome == Verdict.Outcome.BLOCKED && gate instanceof Gate.Enforce);
    return new Verdict(
        outcome,
        exits ? Verdict.Action.EXIT : Verdict.Action.EXEC,
        gate,
        TASK,
        findings,
        targets,
        unexplained,
        NOW,
        Duration.ofMillis(412));
  }

  private static TargetResult reachable(Target target) {
    return new TargetResult(
        target,
        TargetOutcome.REACHABLE,
        List.of(
            reached(target, target.uri(), DIRECT, Standing.EVIDENCE, GO),
            reached(target, target.uri(), new Route.Tunnel(PROXY), Standing.COUNTED, CURL, GIT)));
  }

  private static TargetResult unreachable(Target target, RouteCheck... checks) {
    return new TargetResult(target, TargetOutcome.UNREACHABLE, List.of(checks));
  }
}
