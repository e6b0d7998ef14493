package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Outcome;
import preflight.plan.Target;
import preflight.probe.Patience.Progress;
import preflight.route.ProxyAddress;
import preflight.route.Route;

class PatienceTest {

  private static final URI URL = URI.create("https://github.test");
  private static final Target GITHUB = Runs.target(Target.Kind.GITHUB, URL);
  private static final CheckPlan COUNTED = Runs.counted(GITHUB, URL, new Route.Direct());
  private static final CheckPlan EVIDENCE = Runs.evidence(GITHUB, URL);
  private static final CheckPlan OPTIONAL =
      Runs.counted(Runs.optional(Runs.target(Target.Kind.NEXUS, URL)), URL, new Route.Direct());

  @Test
  void reachedTargetDoesNotWaitForItsEvidence() {
    assertThat(over(10, reached(COUNTED), pending(EVIDENCE))).isTrue();
  }

  @Test
  void failingTargetWaitsFiveSecondsForItsEvidence() {
    assertThat(over(4_900, settled(COUNTED), pending(EVIDENCE))).isFalse();
    assertThat(over(4_900, settled(COUNTED), settled(EVIDENCE))).isTrue();
    assertThat(over(5_000, settled(COUNTED), pending(EVIDENCE))).isTrue();
  }

  @Test
  void pendingTargetIsWaitedForUntilTheDeadline() {
    assertThat(over(89_999, pending(COUNTED))).isFalse();
    assertThat(over(90_000, pending(COUNTED))).isTrue();
  }

  @Test
  void optionalTargetIsWaitedForFiveSeconds() {
    assertThat(over(4_900, reached(COUNTED), pending(OPTIONAL))).isFalse();
    assertThat(over(5_000, reached(COUNTED), pending(OPTIONAL))).isTrue();
    assertThat(over(5_000, pending(COUNTED), pending(OPTIONAL))).isFalse();
    assertThat(over(10, reached(COUNTED), settled(OPTIONAL))).isTrue();
  }

  @Test
  void oneWayIsEnoughWhereNobodyCounts() {
    CheckPlan other = Runs.evidence(GITHUB, URI.create("https://github.test/other"));

    assertThat(over(10, pending(EVIDENCE), reached(other))).isTrue();
    assertThat(over(10, pending(EVIDENCE), settled(other))).isFalse();
    assertThat(over(10, settled(EVIDENCE), settled(other))).isTrue();
  }

  @Test
  void everyCountedWayIsNeeded() {
    CheckPlan other = Runs.counted(GITHUB, URI.create("https://github.test/x"), new Route.Direct());

    assertThat(over(10, pending(COUNTED), reached(other))).isFalse();
    assertThat(over(10, settled(COUNTED), reached(other))).isTrue();
  }

  @Test
  void absentMetadataServerIsWaitedForThreeSecondsUnlessThisIsCloudRun() {
    URI url = URI.create("http://169.254.169.254");
    CheckPlan metadata = Runs.evidence(Runs.optional(Runs.target(Target.Kind.METADATA, url)), url);

    assertThat(over(2_900, pending(metadata))).isFalse();
    assertThat(over(3_000, pending(metadata))).isTrue();
    assertThat(
            new Patience(plan(metadata), true)
                .over(List.of(pending(metadata)), Duration.ofSeconds(3)))
        .isFalse();
  }

  @Test
  void proxiedMetadataAnswerIsComparedWithTheDirectOne() {
    URI url = URI.create("http://metadata.google.internal");
    Target target = Runs.target(Target.Kind.METADATA, url);
    var proxy = new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy", 3128, Optional.empty());
    CheckPlan proxied = Runs.counted(target, url, new Route.Forward(proxy));
    CheckPlan direct = Runs.evidence(target, url);

    assertThat(over(10, reached(proxied), pending(direct))).isFalse();
    assertThat(over(10, reached(proxied), reached(direct))).isTrue();
  }

  @Test
  void metadataAnswerByNameIsComparedWithTheOneByAddress() {
    URI name = URI.create("http://metadata.google.internal");
    Target target = Runs.target(Target.Kind.METADATA, name);
    CheckPlan byName = Runs.counted(target, name, new Route.Direct());
    CheckPlan byAddress = Runs.evidence(target, URI.create("http://169.254.169.254"));

    assertThat(over(10, reached(byName), pending(byAddress))).isFalse();
    assertThat(over(5_000, reached(byName), pending(byAddress))).isTrue();
  }

  @Test
  void attemptsEndBeforeTheTimeThatTheyAreWaitedFor() {
    var patience = new Patience(plan(COUNTED, OPTIONAL), false);

    assertThat(patience.cap(COUNTED, true, Duration.ZERO)).contains(Duration.ofSeconds(10));
    assertThat(patience.cap(OPTIONAL, true, Duration.ZERO)).contains(Duration.ofMillis(4_950));
    assertThat(patience.cap(OPTIONAL, false, Duration.ofSeconds(20)))
        .contains(Duration.ofSeconds(10));
    assertThat(patience.cap(COUNTED, false, Duration.ofSeconds(87)))
        .contains(Duration.ofMillis(2_950));
    assertThat(patience.cap(COUNTED, false, Duration.ofMillis(89_500))).isEmpty();
  }

  private static boolean over(long millis, Progress... all) {
    CheckPlan[] checks = List.of(all).stream().map(Progress::plan).toArray(CheckPlan[]::new);
    return new Patience(plan(checks), false).over(List.of(all), Duration.ofMillis(millis));
  }

  private static preflight.plan.Plan plan(CheckPlan... checks) {
    return Runs.plan(Duration.ofSeconds(90), Duration.ofSeconds(10), checks);
  }

  private static Progress pending(CheckPlan plan) {
    return new Progress(plan, plan.seen(List.of()), false);
  }

  private static Progress settled(CheckPlan plan) {
    var failure = new Failure(Code.TLS_EXPIRED, "expired");
    return progress(plan, new Outcome.Failed(failure, Duration.ZERO));
  }

  private static Progress reached(CheckPlan plan) {
    return progress(plan, new Outcome.Succeeded(Duration.ZERO));
  }

  private static Progress progress(CheckPlan plan, Outcome outcome) {
    var attempt = new Attempt(Duration.ZERO, List.of(new TcpConnect(List.of(), outcome)));
    return new Progress(plan, plan.seen(List.of(attempt)), true);
  }
}
