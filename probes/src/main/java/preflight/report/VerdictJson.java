package preflight.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.observation.RouteCheck;
import preflight.plan.Job;
import preflight.report.Detail.Scope;

/** Writes a verdict in one degree of detail. */
final class VerdictJson {

  private final JsonLine line;
  private final Verdict verdict;
  private final Detail detail;

  private VerdictJson(JsonLine line, Verdict verdict, Detail detail) {
    this.line = line;
    this.verdict = verdict;
    this.detail = detail;
  }

  /** The whole line. */
  static byte[] write(Verdict verdict, Detail detail) {
    return JsonLine.of(detail.words(), line -> new VerdictJson(line, verdict, detail).write());
  }

  private void write() {
    line.text("severity", Headline.severity(verdict));
    line.text("message", Headline.of(verdict, detail.words()));
    line.text("time", verdict.time().toString());
    line.object("logging.googleapis.com/labels", this::labels);
    line.object("preflight", this::verdict);
  }

  private void labels() {
    line.text("preflight_outcome", verdict.outcome().label());
    line.text("preflight_causes", causes());
  }

  private String causes() {
    Stream<Cause> unexplained =
        verdict.unexplained().isEmpty() ? Stream.empty() : Stream.of(Cause.UNEXPLAINED);
    return Stream.concat(verdict.findings().stream().map(Finding::cause), unexplained)
        .map(Cause::name)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private void verdict() {
    line.text("schema", JsonReport.SCHEMA).text("kind", "verdict");
    line.text("outcome", verdict.outcome().label());
    line.text("action", verdict.action().label());
    line.text("gate", verdict.gate().label());
    line.object("job", () -> job(verdict.job()));
    line.objects("findings", verdict.findings(), new FindingJson(line, detail)::write);
    targets();
    unexplained();
    line.number("elapsedMs", verdict.elapsed().toMillis());
    line.text("version", Version.current());
  }

  private void job(Job job) {
    job.name().ifPresent(name -> line.text("name", name));
    job.execution().ifPresent(execution -> line.text("execution", execution));
    job.task().ifPresent(task -> line.number("task", task));
    job.attempt().ifPresent(attempt -> line.number("attempt", attempt));
  }

  private void targets() {
    List<TargetResult> told =
        verdict.targets().stream().filter(result -> scope(result) != Scope.COUNT).toList();
    line.objects("targets", told, this::target);
    Map<TargetOutcome, Long> counts =
        verdict.targets().stream()
            .filter(result -> scope(result) == Scope.COUNT)
            .collect(
                Collectors.groupingBy(
                    TargetResult::outcome,
                    () -> new EnumMap<>(TargetOutcome.class),
                    Collectors.counting()));
    if (!counts.isEmpty()) {
      line.object(
          "targetsOmitted",
          () -> counts.forEach((outcome, count) -> line.number(outcome.label(), count)));
    }
  }

  private Scope scope(TargetResult result) {
    return result.outcome() == TargetOutcome.REACHABLE ? detail.reachable() : detail.others();
  }

  private void target(TargetResult result) {
    line.text("name", result.target().name());
    line.text("kind", result.target().kind().label());
    line.flag("required", result.target().required());
    line.text("outcome", result.outcome().label());
    if (result.outcome() != TargetOutcome.REACHABLE) {
      line.text("url", CheckText.url(result.target().uri()));
    }
    List<RouteCheck> routes =
        scope(result).compareTo(Scope.OUTCOME) < 0 ? result.checks() : List.of();
    line.objects("routes", routes, check -> route(check, scope(result)));
  }

  private void route(RouteCheck check, Scope scope) {
    if (scope == Scope.STAGES || !check.reached()) {
      RouteJson.withStages(line, check);
    } else {
      RouteJson.withoutStages(line, check);
    }
  }

  private void unexplained() {
    List<RouteCheck> all = verdict.unexplained();
    int told = Math.min(all.size(), detail.unexplained());
    line.objects("unexplained", all.subList(0, told), check -> RouteJson.unexplained(line, check));
    if (told < all.size()) {
      line.number("unexplainedOmitted", all.size() - told);
    }
  }
}
