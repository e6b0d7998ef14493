package preflight.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.agent.upload.Stage.AMPLE;
import static preflight.agent.upload.Stage.JOB;
import static preflight.agent.upload.Stage.OBJECT;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.agent.upload.JsonApi.Fault;
import preflight.agent.upload.JsonApi.Refusals;
import preflight.diagnosis.Verdict;
import preflight.report.JsonReport;
import preflight.world.Access;
import preflight.world.ForwardProxy;

/** The whole upload against the JSON API's stand-in, over real HTTP. */
class UploaderTest extends OnStage {

  @Test
  void objectIsTheVerdictLineByteForByte() throws Exception {
    assertThat(stage.keep(stage.blocked()).findings()).isEmpty();

    assertThat(stage.api.objects()).containsOnlyKeys(OBJECT);
    assertThat(stage.api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(stage.blocked()));
    assertThat(stage.api.requests()).hasSize(1).first().asString().contains("POST", "Bearer ");
  }

  @Test
  void openVerdictIsKeptWhereAlwaysIsAskedFor() throws Exception {
    Uploader always = stage.uploader(UploadOn.ALWAYS, JOB);
    // Where the library's classes took the whole of the first run's second, a later one has time.
    Verdict kept = stage.open();
    for (int i = 0; i < 20 && !stage.api.objects().containsKey(OBJECT); i++) {
      kept = always.keep(stage.open(), AMPLE);
    }

    assertThat(kept.outcome()).isEqualTo(Verdict.Outcome.OPEN);
    assertThat(stage.api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(stage.open()));
  }

  @Test
  void openVerdictAsksNobodyWhereBlockedOnesAreWanted() throws Exception {
    assertThat(stage.keep(stage.open()).findings()).isEmpty();
    assertThat(stage.api.requests()).isEmpty();
  }

  @Test
  void throttledAndFailingServiceIsAskedAgain() throws Exception {
    stage.api.first(Refusals.RATE, Refusals.BUSY);

    assertThat(stage.keep(stage.blocked()).findings()).isEmpty();
    assertThat(stage.api.requests()).hasSize(3);
    assertThat(stage.api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(stage.blocked()));
  }

  @Test
  void connectionResetInTheMiddleIsTriedAgainAndLeavesNoPart() throws Exception {
    stage.api.first(Fault.RESET_IN_THE_MIDDLE);

    assertThat(stage.keep(stage.blocked()).findings()).isEmpty();
    assertThat(stage.api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(stage.blocked()));
  }

  @Test
  void ownObjectWhoseAnswerWasLostIsNoFailure() throws Exception {
    stage.api.first(Fault.ANSWER_LOST);

    assertThat(stage.keep(stage.blocked()).findings()).isEmpty();
    assertThat(stage.api.objects().get(OBJECT)).isEqualTo(JsonReport.verdict(stage.blocked()));
  }

  @Test
  void wayAroundADenyingProxyIsFound() throws Exception {
    try (var proxy = ForwardProxy.start(Map.of())) {
      proxy.rules(authority -> Access.DENY);
      Map<String, String> environment = new HashMap<>(JOB);
      environment.put("HTTP_PROXY", "http://" + proxy.hostAndPort());

      assertThat(
              stage.uploader(UploadOn.BLOCKED, environment).keep(stage.blocked(), AMPLE).findings())
          .isEmpty();
      assertThat(proxy.requests()).isNotEmpty();
      assertThat(stage.api.objects()).containsOnlyKeys(OBJECT);
    }
  }
}
