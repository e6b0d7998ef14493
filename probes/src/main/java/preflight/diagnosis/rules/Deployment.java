package preflight.diagnosis.rules;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.ShellWord;
import preflight.observation.MetadataIdentity;
import preflight.plan.Container;

/**
 * The job that this container runs for, as gcloud's command line names it; what is not known is a
 * placeholder in capitals.
 *
 * @param kind {@code jobs}, or {@code services} where that is what runs here
 * @param name the job's name
 * @param region the region's short name
 * @param project the project's id, where it is known
 */
record Deployment(String kind, String name, String region, Optional<String> project) {

  /** Delimiters that gcloud accepts between {@code ^} signs (gcloud topic escaping). */
  private static final String[] DELIMITERS = {"@", "##", "%%", "~~", "::"};

  static Deployment of(Evidence evidence) {
    Container container = evidence.container();
    Optional<String> job = container.variable("CLOUD_RUN_JOB");
    Optional<String> service = container.variable("K_SERVICE");
    Optional<MetadataIdentity> identity = evidence.ownIdentity();
    boolean isService = job.isEmpty() && service.isPresent();
    return new Deployment(
        isService ? "services" : "jobs",
        job.or(() -> service).orElse("JOB"),
        identity.flatMap(MetadataIdentity::region).orElse("REGION"),
        identity.flatMap(MetadataIdentity::project));
  }

  /** {@code gcloud run jobs update JOB --region=REGION FLAG...}. */
  String update(String... flags) {
    return command("update", flags);
  }

  /** {@code gcloud run jobs describe JOB --region=REGION --format=yaml # shows WHAT}. */
  String show(String what) {
    return command("describe", "--format=yaml") + " # shows " + what;
  }

  /** Attaches it to a subnet of the VPC, with no connector in between; private ranges alone. */
  String attach() {
    return update("--clear-vpc-connector", "--network=NET", "--subnet=SUBNET");
  }

  /**
   * The same for all traffic. Two commands: gcloud forgets the egress mode together with the
   * connector, even one that the same command sets.
   */
  String attachAllTraffic() {
    return attach() + " && " + update("--vpc-egress=all-traffic");
  }

  /** Shows what it is attached to. */
  String showAttachment() {
    return show("what it is attached to");
  }

  /** Runs it again and waits for the end; for a service, shows it. */
  String execute() {
    return kind.equals("jobs") ? command("execute", "--wait") : show("its state");
  }

  /** The update that sets these variables, and leaves the others alone. */
  String updateVariables(Map<String, String> values) {
    String delimiter = delimiter(values);
    String pairs =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(delimiter));
    return update("--update-env-vars=" + ShellWord.quoted("^" + delimiter + "^" + pairs));
  }

  /** The flag that names the project which the network belongs to: a Shared VPC has its own. */
  static String networkProject() {
    return "--project=HOST_PROJECT";
  }

  private String command(String verb, String... flags) {
    Stream<String> named =
        Stream.of(
            "gcloud", "run", kind, verb, ShellWord.of(name), "--region=" + ShellWord.of(region));
    Stream<String> inProject = project.stream().map(id -> "--project=" + ShellWord.of(id));
    return Stream.of(named, inProject, Stream.of(flags))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  private static String delimiter(Map<String, String> values) {
    return Stream.of(DELIMITERS)
        .filter(delimiter -> values.values().stream().noneMatch(v -> v.contains(delimiter)))
        .findFirst()
        .orElse("|&|");
  }
}
