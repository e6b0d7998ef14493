package preflight.diagnosis.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.observation.RouteCheck;

/**
 * Failed checks that one cause explains together.
 *
 * @param evidence what they are taken from
 * @param checks never empty
 */
record Claim(Evidence evidence, List<RouteCheck> checks) {

  Claim {
    checks = List.copyOf(checks);
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("a claim rests on at least one check");
    }
  }

  /** All of {@code checks} as one claim; none where there are none. */
  static Stream<Claim> over(Evidence evidence, Stream<RouteCheck> checks) {
    return grouped(evidence, checks, check -> true);
  }

  /** One claim a group, in the order in which the groups are first seen. */
  static Stream<Claim> grouped(
      Evidence evidence, Stream<RouteCheck> checks, Function<RouteCheck, Object> key) {
    Map<Object, List<RouteCheck>> groups =
        checks.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    return groups.values().stream().map(group -> new Claim(evidence, group));
  }

  RouteCheck first() {
    return checks.getFirst();
  }

  /** {@code jira, nexus, pypi.example}. */
  String targets() {
    return Phrase.shortSeries(checks.stream().map(check -> check.target().called()));
  }

  /** {@code gcloud and python}. */
  String tools() {
    return Clients.tools(evidence, checks);
  }

  /** The checks' hosts, each once. */
  Stream<String> hosts() {
    return checks.stream().map(Urls::host).distinct();
  }

  /** The same with their ports, as a sentence lists them. */
  String authorities() {
    return Phrase.list(checks.stream().map(Urls::authority));
  }

  /** The same with the addresses that they lead to. */
  String places() {
    return Phrase.list(checks.stream().map(Urls::place));
  }

  /** The same cause for these checks too; the claim still speaks of its own. */
  Finding finding(
      Cause cause,
      Confidence confidence,
      String summary,
      List<String> because,
      Remedy remedy,
      Stream<RouteCheck> alsoExplained) {
    return finding(
        cause,
        evidence.severity(checks),
        confidence,
        summary,
        because,
        remedy,
        Stream.concat(checks.stream(), alsoExplained).distinct().toList());
  }

  Finding finding(
      Cause cause, Confidence confidence, String summary, List<String> because, Remedy remedy) {
    return finding(cause, confidence, summary, because, remedy, Stream.empty());
  }

  Finding finding(
      Cause cause,
      Severity severity,
      Confidence confidence,
      String summary,
      List<String> because,
      Remedy remedy,
      List<RouteCheck> explains) {
    String names = Phrase.series(checks.stream().map(check -> check.target().name()));
    return new Finding(cause, severity, confidence, names, summary, because, remedy, explains);
  }
}
