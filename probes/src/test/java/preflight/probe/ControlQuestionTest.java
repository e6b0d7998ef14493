package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.throughProxy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.Plan;

class ControlQuestionTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final RouteCheck SILENT =
      direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT));

  static Stream<Arguments> silent() {
    return Stream.of(
        argumentSet("alone", List.of(SILENT)),
        argumentSet("beside a private host", List.of(SILENT, direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "beside another silent one",
            List.of(SILENT, direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)))),
        argumentSet(
            "where nobody counts",
            List.of(comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("silent")
  void silentPublicHostThatNoOtherExplainsNeedsTheControlHost(List<RouteCheck> checks) {
    assertThat(needed(checks)).isTrue();
  }

  static Stream<Arguments> others() {
    return Stream.of(
        argumentSet("nothing was seen yet", List.of(direct(GITHUB))),
        argumentSet("answered", List.of(direct(GITHUB, answered(GITHUB_ADDRESS)))),
        argumentSet(
            "another public host answers", List.of(SILENT, direct(NEXUS, answered("203.0.114.9")))),
        argumentSet(
            "another public host refuses",
            List.of(SILENT, direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_REFUSED)))),
        argumentSet(
            "the silent host is private",
            List.of(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the proxy reaches it",
            List.of(
                throughProxy(GITHUB, answered("10.9.9.9")),
                comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the proxy is what is silent",
            List.of(throughProxy(GITHUB, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)))));
  }

  @ParameterizedTest
  @MethodSource("others")
  void nobodyElseIsAskedForNothing(List<RouteCheck> checks) {
    assertThat(needed(checks)).isFalse();
  }

  @Test
  void controlHostThatIsATargetIsNotAskedTwice() {
    Plan plan = Runs.plan(SECOND, SECOND, Runs.direct(GITHUB.kind(), GITHUB.uri()));

    assertThat(ControlQuestion.needed(plan.controlledBy("github.com"), List.of(SILENT))).isFalse();
  }

  private static boolean needed(List<RouteCheck> checks) {
    return ControlQuestion.needed(Runs.plan(SECOND, SECOND), checks);
  }

  @Test
  void controlHostIsNoTargetThatSomebodyCounts() {
    CheckPlan control = ControlQuestion.of(Runs.plan(SECOND, SECOND));

    assertThat(control.url()).hasToString("tcp://storage.googleapis.com:443");
    assertThat(control.counted()).isEmpty();
    assertThat(control.target().required()).isFalse();
  }
}
