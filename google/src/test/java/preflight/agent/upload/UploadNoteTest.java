package preflight.agent.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static preflight.agent.upload.Stage.ACCOUNT;
import static preflight.agent.upload.Stage.AMPLE;
import static preflight.agent.upload.Stage.JOB;
import static preflight.agent.upload.Stage.OBJECT;
import static preflight.agent.upload.Stage.note;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.agent.upload.JsonApi.Refusals;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Verdict;
import preflight.report.JsonReport;
import preflight.world.Access;
import preflight.world.Fault;
import preflight.world.ForwardProxy;

/** What a verdict says where its upload came to nothing. */
class UploadNoteTest extends OnStage {

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

  @Test
  void anothersObjectStaysAsItIs() throws Exception {
    stage.api.holding(OBJECT, "another's");

    assertThat(note(stage.keep(stage.blocked())).summary()).contains("there already");
    assertThat(stage.api.objects().get(OBJECT)).asString(UTF_8).isEqualTo("another's");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalIsANoteThatChangesNothingElse(JsonApi.Refusal refusal, String why, String evidence)
      throws Exception {
    stage.api.always(refusal);

    Verdict kept = stage.keep(stage.blocked(), Duration.ofSeconds(2));

    Finding note = note(kept);
    assertThat(note.summary()).startsWith("this verdict is not in gs://verdicts: ").contains(why);
    assertThat(note.because()).singleElement().asString().contains(evidence);
    assertThat(note.remedy().text()).isNotBlank();
    assertThat(kept.outcome()).isEqualTo(stage.blocked().outcome());
    assertThat(kept.action()).isEqualTo(stage.blocked().action());
    assertThat(kept.targets()).isEqualTo(stage.blocked().targets());
    assertThat(stage.api.objects()).isEmpty();
    assertThat(new String(JsonReport.verdict(kept), UTF_8)).doesNotContain("ya29", "Bearer");
  }

  @Test
  void missingRoleIsNamedForTheJobsAccount() throws Exception {
    stage.api.always(Refusals.FORBIDDEN);

    assertThat(note(stage.keep(stage.blocked())).remedy().commands())
        .containsExactly(
            "gcloud storage buckets add-iam-policy-binding gs://verdicts"
                + " --member=serviceAccount:"
                + ACCOUNT
                + " --role=roles/storage.objectCreator");
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    URI gone = stage.api.url();
    stage.api.close();

    Verdict kept = stage.uploader(gone, UploadOn.BLOCKED, JOB).keep(stage.blocked(), AMPLE);

    assertThat(note(kept).summary()).contains("cannot be reached");
    assertThat(note(kept).because()).singleElement().asString().contains("ConnectException");
  }

  @Test
  void everyWayThatFailedIsNamedTheSurestFirst() throws Exception {
    stage.api.always(Refusals.SQUID);
    assertThat(note(stage.keep(stage.blocked())).because().getFirst())
        .startsWith("Direct: Squid on proxy.corp.test answers 403");
    URI gone = stage.api.url();
    stage.api.close();
    try (var proxy = ForwardProxy.start(Map.of())) {
      proxy.rules(authority -> Access.DENY);
      Map<String, String> environment = new HashMap<>(JOB);
      environment.put("HTTP_PROXY", "http://" + proxy.hostAndPort());

      Verdict kept =
          stage.uploader(gone, UploadOn.BLOCKED, environment).keep(stage.blocked(), AMPLE);

      assertThat(note(kept).summary()).contains("somebody on the way answers");
      assertThat(note(kept).because())
          .singleElement()
          .asString()
          .containsSubsequence(
              "http://" + proxy.hostAndPort(),
              ": Squid on proxy.corp.test answers 403",
              "ConnectException");
    }
  }

  @Test
  void unverifiedMetadataServerIsAskedForNoToken() throws Exception {
    Verdict kept = stage.keep(Stage.blockedWithoutMetadata());

    assertThat(note(kept).summary()).contains("no metadata server could be trusted");
    assertThat(stage.metadata.requests()).isEmpty();
    assertThat(stage.api.requests()).isEmpty();
  }

  @Test
  void metadataServerWithoutATokenIsNamed() throws Exception {
    stage.metadata.inject(Fault.refusing(403));

    assertThat(note(stage.keep(stage.blocked())).because())
        .containsExactly("The metadata server at " + stage.metadataUrl() + " gives no token.");
  }

  @Test
  void installationWithoutTheLibrarySaysSo() throws Exception {
    Verdict kept = stage.uploader(UploadOn.BLOCKED, Optional::empty).keep(stage.blocked(), AMPLE);

    assertThat(note(kept).summary()).contains("lacks");
  }
}
