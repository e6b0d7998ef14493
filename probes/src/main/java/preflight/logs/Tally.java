package preflight.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import preflight.diagnosis.Cause;
import preflight.logs.LogEntry.OwnVerdict;

/** What the passages show, added up for each attempt. */
final class Tally {

  /** So many attempts are told one by one; more of them would not fit into constant memory. */
  static final int MOST_ATTEMPTS = 20_000;

  private static final int MOST_KINDS = 40;

  /** One attempt, as far as it was read. */
  private static final class Sum {
    private final Map<Object, Diagnosed> failures = new LinkedHashMap<>();
    private Optional<OwnVerdict> verdict = Optional.empty();
    private boolean succeeded;
  }

  private final Map<TaskAttempt, Sum> attempts = new TreeMap<>();
  private long untold;

  void failed(Passage.Joined lines, Failed failed) {
    add(lines.entryAt(failed.sighting().from()), Diagnosed.of(lines, failed));
  }

  void ownFinding(LogEntry entry, Cause cause, String words) {
    add(entry, Diagnosed.own(entry, List.of(cause), words));
  }

  /** Takes a verdict of Preflight's own; its other lines say nothing that it does not. */
  void verdict(LogEntry entry, OwnVerdict own) {
    if (!own.kind().equals("verdict")) {
      return;
    }
    sum(entry.whose()).ifPresent(sum -> sum.verdict = Optional.of(own));
    if (own.outcome().equals("blocked")) {
      own.codes().stream()
          .flatMap(code -> Arrays.stream(Cause.values()).filter(cause -> cause.name().equals(code)))
          .forEach(cause -> ownFinding(entry, cause, own.message()));
    }
  }

  /** The container ended well: whatever went wrong on the way was made good. */
  void succeeded(TaskAttempt whose) {
    sum(whose).ifPresent(sum -> sum.succeeded = true);
  }

  private void add(LogEntry entry, Diagnosed diagnosed) {
    sum(entry.whose())
        .filter(sum -> sum.failures.size() < MOST_KINDS)
        .ifPresent(sum -> sum.failures.merge(diagnosed.kind(), diagnosed, Diagnosed::and));
  }

  private Optional<Sum> sum(TaskAttempt whose) {
    Sum known = attempts.get(whose);
    if (known == null && attempts.size() >= MOST_ATTEMPTS) {
      untold++;
      return Optional.empty();
    }
    return Optional.of(attempts.computeIfAbsent(whose, fresh -> new Sum()));
  }

  LogDiagnosis diagnosis(long records, List<String> skipped) {
    List<LogDiagnosis.AttemptDiagnosis> each = new ArrayList<>();
    Map<Object, Diagnosed> kinds = new LinkedHashMap<>();
    attempts.forEach((whose, sum) -> {
      if (sum.succeeded) {
        return;
      }
      List<Diagnosed> failures =
          sum.failures.values().stream()
              .map(failure -> remarked(failure, sum))
              .sorted(LogDiagnosis.LIKELIHOOD)
              .toList();
      each.add(
          new LogDiagnosis.AttemptDiagnosis(whose, sum.verdict.map(OwnVerdict::outcome), failures));
      failures.forEach(failure -> kinds.merge(failure.kind(), copied(failure), Diagnosed::and));
    });
    List<String> notes = new ArrayList<>(skipped);
    if (untold > 0) {
      notes.add(
          "Only the first " + MOST_ATTEMPTS + " attempts are told; give one execution's log alone");
    }
    return new LogDiagnosis(
        kinds.values().stream().sorted(LogDiagnosis.LIKELIHOOD).toList(), each, records, notes);
  }

  private static Diagnosed remarked(Diagnosed failure, Sum sum) {
    Set<String> remarks = new TreeSet<>(failure.remarks());
    sum.verdict
        .filter(own -> own.outcome().startsWith("open"))
        .ifPresent(own ->
            remarks.add("Preflight was open at the start of this attempt; this came later."));
    return with(failure, failure.hit(), remarks);
  }

  private static Diagnosed copied(Diagnosed failure) {
    return with(failure, new TreeSet<>(failure.hit()), new TreeSet<>(failure.remarks()));
  }

  private static Diagnosed with(Diagnosed failure, Set<TaskAttempt> hit, Set<String> remarks) {
    return new Diagnosed(
        failure.causes(),
        failure.surety(),
        failure.summary(),
        failure.host(),
        failure.remedy(),
        hit,
        failure.count(),
        failure.first(),
        failure.last(),
        failure.example(),
        failure.place(),
        remarks);
  }
}
