package preflight.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict;
import preflight.google.CloudStorage;
import preflight.observation.Attempt;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Job;
import preflight.plan.Target;
import preflight.route.Route;
import preflight.world.MetadataServer;

/** A job's verdicts, the metadata server that gives its token, and the API that they go to. */
final class Stage implements AutoCloseable {

  static final String OBJECT = "runs/my-agent/my-agent-x7k2p/task-3-attempt-1.json";
  static final String ACCOUNT = "agent@p.iam.gserviceaccount.com";
  static final Duration AMPLE = Duration.ofSeconds(60);
  static final Map<String, String> JOB =
      Map.of(
          "CLOUD_RUN_JOB", "my-agent",
          "CLOUD_RUN_EXECUTION", "my-agent-x7k2p",
          "CLOUD_RUN_TASK_INDEX", "3",
          "CLOUD_RUN_TASK_ATTEMPT", "1");

  final JsonApi api;
  final MetadataServer metadata;

  Stage() throws IOException {
    api = new JsonApi();
    metadata = MetadataServer.start();
  }

  URI metadataUrl() {
    return URI.create("http://" + metadata.hostAndPort());
  }

  /** A required target failed, and the metadata server was verified. */
  Verdict blocked() {
    return verdict(Verdict.Outcome.BLOCKED, Verdict.Action.EXIT, List.of(verified()));
  }

  /** All is well. */
  Verdict open() {
    return verdict(Verdict.Outcome.OPEN, Verdict.Action.EXEC, List.of(verified()));
  }

  /** The metadata server was not even asked. */
  static Verdict blockedWithoutMetadata() {
    return verdict(Verdict.Outcome.BLOCKED, Verdict.Action.EXIT, List.of());
  }

  Verdict keep(Verdict verdict) throws InterruptedException {
    return keep(verdict, AMPLE);
  }

  Verdict keep(Verdict verdict, Duration left) throws InterruptedException {
    return uploader(UploadOn.BLOCKED, JOB).keep(verdict, left);
  }

  Uploader uploader(UploadOn on, Map<String, String> environment) {
    return uploader(api.url(), on, environment);
  }

  Uploader uploader(URI endpoint, UploadOn on, Map<String, String> environment) {
    return uploader(endpoint, on, environment, () -> Optional.of(new CloudStorage()));
  }

  Uploader uploader(UploadOn on, Supplier<Optional<Deposit>> library) {
    return uploader(api.url(), on, JOB, library);
  }

  private static Uploader uploader(
      URI endpoint,
      UploadOn on,
      Map<String, String> environment,
      Supplier<Optional<Deposit>> library) {
    return Uploader.to(
        Bucket.parse("gs://verdicts/runs"),
        on,
        new Container(environment, Path.of("/nowhere")),
        endpoint,
        library);
  }

  static Finding note(Verdict verdict) {
    Finding last = verdict.findings().getLast();
    assertThat(last.cause()).isEqualTo(Cause.VERDICT_NOT_UPLOADED);
    return last;
  }

  @Override
  public void close() {
    api.close();
    metadata.close();
  }

  private static Verdict verdict(
      Verdict.Outcome outcome, Verdict.Action action, List<Verdict.TargetResult> targets) {
    return new Verdict(
        outcome,
        action,
        new Gate.Enforce(),
        Job.of(new Container(JOB, Path.of("/nowhere"))),
        List.of(),
        targets,
        List.of(),
        Instant.parse("2026-01-02T03:04:05Z"),
        Duration.ofMillis(42));
  }

  /** The metadata server, reached directly and genuine. */
  private Verdict.TargetResult verified() {
    URI url = metadataUrl();
    Target target = new Target("metadata", Target.Kind.METADATA, Target.Need.REQUIRED, url);
    var identity =
        new MetadataIdentity(
            Optional.of(ACCOUNT),
            Optional.of("my-project"),
            Optional.of("europe-west1"),
            Optional.of("1"),
            List.of());
    var check =
        new Observation.IdentityCheck(
            Observation.Recognition.CONTENT,
            List.of("Metadata-Flavor: Google"),
            Optional.of(identity),
            new Outcome.Succeeded(Duration.ofMillis(1)));
    return new Verdict.TargetResult(
        target,
        TargetOutcome.REACHABLE,
        List.of(
            new RouteCheck(
                target,
                url,
                new Route.Direct(),
                List.of(),
                RouteCheck.Standing.COUNTED,
                List.of(new Attempt(Duration.ZERO, List.of(check))))));
  }
}
