package preflight.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;

/**
 * One kind of failure in the logs, with everything that it hit.
 *
 * @param causes most likely first, at most three
 * @param surety how surely the first one is it
 * @param summary who saw what
 * @param host whom it was about; empty where the log does not say
 * @param remedy how to tell the causes apart, or to prove the one
 * @param hit the attempts
 * @param count how many lines tell it
 * @param first when it was seen first, where the log has times
 * @param last when it was seen last
 * @param example a line that tells it, without secrets
 * @param place where that line stands
 * @param remarks what else is known about these attempts
 */
public record Diagnosed(
    List<Cause> causes,
    Confidence surety,
    String summary,
    String host,
    Remedy remedy,
    Set<TaskAttempt> hit,
    long count,
    Optional<Instant> first,
    Optional<Instant> last,
    String example,
    Place place,
    Set<String> remarks) {

  public Diagnosed {
    causes = List.copyOf(causes);
  }

  static Diagnosed of(Passage.Joined lines, Failed failed) {
    Sighting sighting = failed.sighting();
    boolean platform = sighting.tool().equals("Cloud Run");
    LogEntry entry = lines.entryAt(sighting.from());
    Decider decider = sighting.decider();
    return new Diagnosed(
        failed.causes(),
        platform ? Confidence.CERTAIN : Confidence.LIKELY,
        sighting.tool()
            + sighting.host().filter(host -> !platform).map(host -> ", about " + host).orElse("")
            + ": "
            + sighting.symptom().seen(),
        sighting.host().filter(host -> !platform).orElse(""),
        new Remedy(
            decider.text(), Map.of(), List.of(decider.command(sighting.host(), sighting.port()))),
        new TreeSet<>(Set.of(entry.whose())),
        1,
        entry.time(),
        entry.time(),
        Mask.line(lines.lineAt(sighting.from())),
        entry.place(),
        new TreeSet<>());
  }

  /** A cause that Preflight itself has named in this log. */
  static Diagnosed own(LogEntry entry, List<Cause> causes, String words) {
    return new Diagnosed(
        causes,
        Confidence.CERTAIN,
        "Preflight said so when it ran",
        "",
        new Remedy(
            "Preflight's own line has the evidence and the command that mends it.",
            Map.of(),
            List.of("preflight explain " + causes.getFirst())),
        new TreeSet<>(Set.of(entry.whose())),
        1,
        entry.time(),
        entry.time(),
        Mask.line(words),
        entry.place(),
        new TreeSet<>());
  }

  /** Both together; they tell the same. */
  Diagnosed and(Diagnosed other) {
    hit.addAll(other.hit());
    remarks.addAll(other.remarks());
    return new Diagnosed(
        causes,
        surety,
        summary,
        host,
        remedy,
        hit,
        count + other.count(),
        earlier(first, other.first()),
        later(last, other.last()),
        example,
        place,
        remarks);
  }

  /** What makes two of them the same, wherever they were seen. */
  Object kind() {
    return List.of(causes, summary);
  }

  /** A finding a cause, most likely first. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Cause cause : causes) {
      Confidence confidence = findings.isEmpty() ? surety : Confidence.POSSIBLE;
      findings.add(
          new Finding(
              cause, Severity.ERROR, confidence, host, summary, because(), remedy, List.of()));
    }
    return findings;
  }

  /** The evidence, a sentence a fact. */
  public List<String> because() {
    List<String> because = new ArrayList<>();
    because.add(place + ": " + example);
    if (causes.size() > 1) {
      because.add(
          "These words fit "
              + String.join(", ", causes.stream().map(Cause::name).toList())
              + ", in this order.");
    }
    because.addAll(remarks);
    return because;
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.isEmpty()
        ? one.or(() -> other)
        : one.filter(time -> time.isBefore(other.get())).or(() -> other);
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.isEmpty()
        ? one.or(() -> other)
        : one.filter(time -> time.isAfter(other.get())).or(() -> other);
  }
}
