package preflight.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.lab.Finished;
import preflight.lab.Verdicts;

/**
 * What one run of the program gave.
 *
 * @param finished the process
 * @param took from its start to its end, seen from outside
 * @param message the verdict's line for people
 * @param verdict the verdict itself
 */
record Answer(Finished finished, Duration took, String message, JsonNode verdict) {

  /** Runs {@code preflight run OPTIONS -- ./a.sh} in the job's container of {@code world}. */
  static Answer of(World world, JobPlan job, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(World.program().toString(), "run"));
    command.addAll(job.options());
    command.addAll(List.of("--", "./a.sh", "-e", "dev"));
    ProcessBuilder process = world.inJob(environment, command);
    long start = System.nanoTime();
    Finished finished = Finished.run(process, job.deadline().plusSeconds(120));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    JsonNode line = Verdicts.line(finished.err());
    return new Answer(finished, took, line.path("message").asText(), line.path("preflight"));
  }

  String outcome() {
    return verdict.path("outcome").asText();
  }

  /** The codes of one severity; what no rule claims is an error called UNEXPLAINED. */
  List<String> codes(String severity) {
    Stream<String> unexplained =
        severity.equals("error") && !verdict.path("unexplained").isEmpty()
            ? Stream.of("UNEXPLAINED")
            : Stream.empty();
    return Stream.concat(
            findings(severity).stream().map(finding -> finding.path("code").asText()), unexplained)
        .toList();
  }

  List<JsonNode> findings(String severity) {
    return verdict
        .path("findings")
        .valueStream()
        .filter(finding -> finding.path("severity").asText().equals(severity))
        .toList();
  }

  /** Every sentence of evidence. */
  String evidence() {
    return texts("because");
  }

  /** The remedies' texts, {@code NAME=value} and commands, a line each. */
  String remedies() {
    return verdict
        .path("findings")
        .valueStream()
        .map(finding -> finding.path("remedy"))
        .flatMap(remedy ->
            Stream.of(
                    Stream.of(remedy.path("text").asText()),
                    remedy
                        .path("values")
                        .propertyStream()
                        .map(value -> value.getKey() + "=" + value.getValue().asText()),
                    remedy.path("commands").valueStream().map(JsonNode::asText))
                .flatMap(lines -> lines))
        .collect(Collectors.joining("\n"));
  }

  /** The commands of the error findings. */
  List<String> commands() {
    return findings("error").stream()
        .flatMap(finding -> finding.path("remedy").path("commands").valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  /** The words of the error findings' remedies. */
  List<String> advice() {
    return findings("error").stream()
        .map(finding -> finding.path("remedy").path("text").asText())
        .toList();
  }

  /** Whether an error finding advises environment values. */
  boolean advisesValues() {
    return findings("error").stream()
        .anyMatch(finding -> !finding.path("remedy").path("values").isEmpty());
  }

  /** Whether a route came to its end. */
  enum Colour {
    GREEN,
    RED
  }

  /** Every target and client whose route, as far as the verdict tells it, has this colour. */
  Set<String> routes(Colour colour) {
    Set<String> routes = new TreeSet<>();
    for (JsonNode target : verdict.path("targets")) {
      for (JsonNode route : target.path("routes")) {
        if (colour(route) == colour) {
          route
              .path("clients")
              .forEach(
                  client -> routes.add(target.path("name").asText() + " by " + client.asText()));
        }
      }
    }
    return routes;
  }

  /** The codes of every failed stage. */
  Set<String> failures() {
    return new TreeSet<>(verdict.path("targets").findValuesAsText("failure"));
  }

  private static Colour colour(JsonNode route) {
    return route
            .path("stages")
            .valueStream()
            .allMatch(stage -> stage.path("outcome").asText().equals("succeeded"))
        ? Colour.GREEN
        : Colour.RED;
  }

  private String texts(String member) {
    return verdict
        .path("findings")
        .valueStream()
        .flatMap(finding -> finding.path(member).valueStream())
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  /** What the program wrote, the verdict last. */
  @Override
  public String toString() {
    return finished.err();
  }
}
