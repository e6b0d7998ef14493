package preflight.agent.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.agent.upload.JsonApi.Fault;
import preflight.agent.upload.JsonApi.Refusals;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict;
import preflight.observation.Attempt;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Job;
import preflight.plan.Target;
import preflight.report.JsonReport;
import preflight.route.Route;
import preflight.storage.CloudStorage;
import preflight.world.Access;
import preflight.world.ForwardProxy;
import preflight.world.MetadataServer;

/** The whole upload against the JSON API's stand-in, over real HTTP. */
class UploaderTest {

  private static final String OBJECT = "runs/my-agent/my-agent-x7k2p/task-3-attempt-1.json";
  private static final String ACCOUNT = "agent@p.iam.gserviceaccount.com";
  private static final Duration AMPLE = Duration.ofSeconds(60);
  private static final Map<String, String> JOB =
      Map.of(
          "CLOUD_RUN_JOB", "my-agent",
          "CLOUD_RUN_EXECUTION", "my-agent-x7k2p",
          "CLOUD_RUN_TASK_INDEX", "3",
          "CLOUD_RUN_TASK_ATTEMPT", "1");

  private static MetadataServer metadata;
  private static Verdict blocked;
  private static Verdict open;

  private JsonApi api;

  @BeforeAll
  static void metadataServer() {
    // Google's classes take seconds on a busy machine, and these tests are about what comes then.
    new CloudStorage().prepare();
    metadata = MetadataServer.start();
    blocked = verdict(Verdict.Outcome.BLOCKED, Verdict.Action.EXIT, List.of(verified()));
    open = verdict(Verdict.Outcome.OPEN, Verdict.Action.EXEC, List.of(verified()));
  }

  @AfterAll
  static void end() {
    metadata.close();
  }

  @BeforeEach
  void start() throws IOException {
    api = new JsonApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void objectIsTheVerdictLineByteForByte() throws Exception {
    assertThat(keep(blocked).findings()).isEmpty();

    assertThat(api.objects()).containsOnlyKeys(OBJECT);
    assertThat(api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(blocked));
    assertThat(api.requests()).hasSize(1).first().asString().contains("POST", "Bearer ");
  }

  @Test
  void openVerdictIsKeptWhereAlwaysIsAskedFor() throws Exception {
    Uploader always = uploader(UploadOn.ALWAYS, JOB);
    // Where the library's classes took the whole of the first run's second, a later one has time.
    Verdict kept = open;
    for (int i = 0; i < 20 && !api.objects().containsKey(OBJECT); i++) {
      kept = always.keep(open, AMPLE);
    }

    assertThat(kept.outcome()).isEqualTo(Verdict.Outcome.OPEN);
    assertThat(api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(open));
  }

  @Test
  void openVerdictAsksNobodyWhereBlockedOnesAreWanted() throws Exception {
    assertThat(keep(open).findings()).isEmpty();
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void throttledAndFailingServiceIsAskedAgain() throws Exception {
    api.first(Refusals.RATE, Refusals.BUSY);

    assertThat(keep(blocked).findings()).isEmpty();
    assertThat(api.requests()).hasSize(3);
    assertThat(api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(blocked));
  }

  @Test
  void connectionResetInTheMiddleIsTriedAgainAndLeavesNoPart() throws Exception {
    api.first(Fault.RESET_IN_THE_MIDDLE);

    assertThat(keep(blocked).findings()).isEmpty();
    assertThat(api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(blocked));
  }

  @Test
  void ownObjectWhoseAnswerWasLostIsNoFailure() throws Exception {
    api.first(Fault.ANSWER_LOST);

    assertThat(keep(blocked).findings()).isEmpty();
    assertThat(api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(blocked));
  }

  @Test
  void anothersObjectStaysAsItIs() throws Exception {
    api.holding(OBJECT, "another's");

    assertThat(note(keep(blocked)).summary()).contains("there already");
    assertThat(api.objects().get(OBJECT)).asString(UTF_8).isEqualTo("another's");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            Refusals.UNAUTHENTICATED, "does not accept the job's token", "Invalid Credentials"),
        arguments(Refusals.FORBIDDEN, "the job's account may not write", "storage.objects.create"),
        arguments(Refusals.NO_BUCKET, "there is no such bucket", "bucket does not exist"),
        arguments(Refusals.EXISTS, "is there already", "412"),
        arguments(Refusals.RATE, "has no time for it", "429"),
        arguments(Refusals.BUSY, "has no time for it", "503"),
        arguments(Refusals.SQUID, "somebody on the way answers", "Squid"),
        arguments(
            new JsonApi.Refusal(200, "text/html", "<html>Welcome</html>"),
            "somebody on the way answers",
            "200"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalIsANoteThatChangesNothingElse(JsonApi.Refusal refusal, String why, String evidence)
      throws Exception {
    api.always(refusal);

    Verdict kept = keep(blocked, Duration.ofSeconds(4));

    Finding note = note(kept);
    assertThat(note.summary()).startsWith("this verdict is not in gs://verdicts: ").contains(why);
    assertThat(note.because()).singleElement().asString().contains(evidence);
    assertThat(note.remedy().text()).isNotBlank();
    assertThat(kept.outcome()).isEqualTo(blocked.outcome());
    assertThat(kept.action()).isEqualTo(blocked.action());
    assertThat(kept.targets()).isEqualTo(blocked.targets());
    assertThat(api.objects()).isEmpty();
    assertThat(new String(JsonReport.verdict(kept), UTF_8)).doesNotContain("ya29", "Bearer");
  }

  @Test
  void missingRoleIsNamedForTheJobsAccount() throws Exception {
    api.always(Refusals.FORBIDDEN);

    assertThat(note(keep(blocked)).remedy().commands())
        .containsExactly(
            "gcloud storage buckets add-iam-policy-binding gs://verdicts"
                + " --member=serviceAccount:"
                + ACCOUNT
                + " --role=roles/storage.objectCreator");
  }

  @Test
  void silentServiceEndsInTimeAndIsSaid() throws Exception {
    api.first(Fault.SILENT, Fault.SILENT, Fault.SILENT);
    long start = System.nanoTime();

    Verdict kept = keep(blocked, Duration.ofMillis(800));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(note(kept).summary()).containsAnyOf("the time for it was over", "cannot be reached");
    assertThat(api.objects()).isEmpty();
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    URI gone = api.url();
    api.close();

    Verdict kept = uploader(gone, UploadOn.BLOCKED, JOB).keep(blocked, AMPLE);

    assertThat(note(kept).summary()).contains("cannot be reached");
    assertThat(note(kept).because()).singleElement().asString().contains("ConnectException");
  }

  @Test
  void wayAroundADenyingProxyIsFound() throws Exception {
    try (var proxy = ForwardProxy.start(Map.of())) {
      proxy.rules(authority -> Access.DENY);
      Map<String, String> environment = new HashMap<>(JOB);
      environment.put("HTTP_PROXY", "http://" + proxy.hostAndPort());

      assertThat(uploader(UploadOn.BLOCKED, environment).keep(blocked, AMPLE).findings()).isEmpty();
      assertThat(proxy.requests()).isNotEmpty();
      assertThat(api.objects()).containsOnlyKeys(OBJECT);
    }
  }

  @Test
  void unverifiedMetadataServerIsAskedForNoToken() throws Exception {
    Verdict without = verdict(Verdict.Outcome.BLOCKED, Verdict.Action.EXIT, List.of());
    int before = metadata.requests().size();

    assertThat(note(keep(without)).summary()).contains("no metadata server could be trusted");
    assertThat(metadata.requests()).hasSize(before);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void installationWithoutTheLibrarySaysSo() throws Exception {
    var uploader =
        Uploader.to(
            Bucket.parse("gs://verdicts"),
            UploadOn.BLOCKED,
            new Container(JOB, Path.of("/nowhere")),
            api.url(),
            Optional::empty);

    assertThat(note(uploader.keep(blocked, AMPLE)).summary()).contains("lacks");
  }

  private Verdict keep(Verdict verdict) throws InterruptedException {
    return keep(verdict, AMPLE);
  }

  private Verdict keep(Verdict verdict, Duration left) throws InterruptedException {
    return uploader(UploadOn.BLOCKED, JOB).keep(verdict, left);
  }

  private Uploader uploader(UploadOn on, Map<String, String> environment) {
    return uploader(api.url(), on, environment);
  }

  private static Uploader uploader(URI endpoint, UploadOn on, Map<String, String> environment) {
    return Uploader.to(
        Bucket.parse("gs://verdicts/runs"),
        on,
        new Container(environment, Path.of("/nowhere")),
        endpoint,
        () -> Optional.of(new CloudStorage()));
  }

  private static Finding note(Verdict verdict) {
    Finding last = verdict.findings().getLast();
    assertThat(last.cause()).isEqualTo(Cause.VERDICT_NOT_UPLOADED);
    return last;
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
  private static Verdict.TargetResult verified() {
    URI url = URI.create("http://" + metadata.hostAndPort());
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
