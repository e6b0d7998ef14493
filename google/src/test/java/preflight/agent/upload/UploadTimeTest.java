package preflight.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.agent.upload.Stage.AMPLE;
import static preflight.agent.upload.Stage.note;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.diagnosis.Verdict;
import preflight.google.CloudStorage;
import preflight.world.Fault;

/** An upload's time ends, whatever the upload does. */
class UploadTimeTest extends OnStage {

  /** What never ends. */
  enum Stall {
    LOADING_OF_THE_LIBRARY,
    PREPARATION_OF_THE_LIBRARY,
    METADATA_SERVER,
    SERVICE
  }

  /** Who asks has the same end as who waits for him, and either may notice it first. */
  @ParameterizedTest
  @EnumSource
  void openGateWaitsNoLongerThanASecond(Stall stall) throws Exception {
    Verdict kept = stalled(stall, UploadOn.ALWAYS).keep(stage.open(), AMPLE);

    assertThat(kept.action()).isEqualTo(Verdict.Action.EXEC);
    assertThat(because(kept)).containsPattern("ot done after [0-9]{1,3} ms|timeout|gives no token");
  }

  @ParameterizedTest
  @EnumSource
  void closedGateWaitsNoLongerThanItsDeadline(Stall stall) throws Exception {
    Duration left = Duration.ofMillis(300);

    Verdict kept = stalled(stall, UploadOn.BLOCKED).keep(stage.blocked(), left);

    assertThat(kept.action()).isEqualTo(Verdict.Action.EXIT);
    assertThat(because(kept)).containsPattern("ot done after 300 ms|timeout|gives no token");
  }

  /** Nothing is begun, so that no answer can come before the end is noticed. */
  @ParameterizedTest
  @ValueSource(ints = {-20, 0})
  void runWithoutTimeForItAsksNobody(int left) throws Exception {
    Uploader uploader =
        stage.uploader(
            UploadOn.BLOCKED,
            () -> {
              throw new AssertionError("nothing is to be loaded");
            });

    Verdict kept = uploader.keep(stage.blocked(), Duration.ofMillis(left));

    assertThat(note(kept).summary()).contains("the time for it was over");
    assertThat(note(kept).because()).containsExactly("No time was left to begin it.");
    assertThat(stage.api.objects()).isEmpty();
  }

  /** Nobody ever ends what stalls, an interrupt neither: who waits for it never returns. */
  private Uploader stalled(Stall stall, UploadOn on) {
    var library = new CloudStorage();
    return switch (stall) {
      case LOADING_OF_THE_LIBRARY -> stage.uploader(on, UploadTimeTest::never);
      case PREPARATION_OF_THE_LIBRARY -> stage.uploader(on, () -> Optional.of(new Stalling()));
      case METADATA_SERVER -> {
        stage.metadata.inject(new Fault.Slow(Duration.ofHours(1)));
        yield stage.uploader(on, () -> Optional.of(library));
      }
      case SERVICE -> {
        stage.api.first(
            JsonApi.Fault.SILENT, JsonApi.Fault.SILENT, JsonApi.Fault.SILENT, JsonApi.Fault.SILENT);
        yield stage.uploader(on, () -> Optional.of(library));
      }
    };
  }

  private static String because(Verdict verdict) {
    return String.join("\n", note(verdict).because());
  }

  private static Optional<Deposit> never() {
    while (true) {
      LockSupport.park();
    }
  }

  /** A library whose classes are never there. */
  private static final class Stalling implements Deposit {

    @Override
    public void prepare() {
      var _ = never();
    }

    @Override
    public void put(Errand errand) {
      throw new AssertionError("it is not prepared");
    }
  }
}
