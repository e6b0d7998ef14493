package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import preflight.Preflight;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.observation.Attempt;
import preflight.observation.Observation;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;
import preflight.route.Route;

class ReporterTest {

  private static final Verdict VERDICT =
      Preflight.skipped(new Container(Map.of(), Path.of("/")), new Gate.Off("INC-1"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void verdictAndInterruptionRaceAndOneSpeaks() throws Exception {
    Reporter reporter = reporter(Format.JSON, false);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      racers.add(() -> reporter.verdict(() -> VERDICT));
    }
    int winners = 0;
    try (var threads = Executors.newFixedThreadPool(racers.size())) {
      for (Future<Boolean> racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
    }

    assertThat(winners).isEqualTo(1);
    assertThat(said()).hasLineCount(1);
  }

  @Test
  void nothingIsSaidBehindTheVerdict() {
    Reporter reporter = reporter(Format.JSON, true);
    reporter.attempted(dialled());
    reporter.verdict(() -> VERDICT);
    reporter.attempted(dialled());

    assertThat(said().lines()).hasSize(2);
    assertThat(said().lines().toList().getLast()).contains("\"kind\":\"verdict\"");
    assertThat(screen.size()).isZero();
  }

  @Test
  void sameStateOfTheSameCheckIsToldOnce() {
    Reporter reporter = reporter(Format.JSON, false);
    reporter.attempted(dialled());
    reporter.attempted(dialled());

    assertThat(said()).hasLineCount(1);
  }

  @Test
  void textShowsProgressOnATerminalOnly() {
    reporter(Format.TEXT, false).attempted(dialled());
    assertThat(screen.size()).isZero();

    reporter(Format.TEXT, true).attempted(dialled());
    assertThat(screen.toString(UTF_8)).startsWith("\r\033[K").contains("db").doesNotContain("\n");
    assertThat(said()).isEmpty();
  }

  @Test
  void progressLineIsClearedBeforeTheVerdict() {
    Reporter reporter = reporter(Format.TEXT, true);
    reporter.attempted(dialled());
    reporter.verdict(() -> VERDICT);

    assertThat(screen.toString(UTF_8)).endsWith("\r\033[K");
    assertThat(said()).doesNotContain("\033").contains("INC-1");
  }

  private Reporter reporter(Format format, boolean terminal) {
    return new Reporter(
        format, new Console.Stream(bytes, false), new Console.Stream(screen, terminal), List.of());
  }

  private String said() {
    return bytes.toString(UTF_8);
  }

  private static RouteCheck dialled() {
    var target =
        new Target("db", Target.Kind.TCP, Target.Need.REQUIRED, URI.create("tcp://10.1.2.3:5432"));
    var tcp = new Observation.TcpConnect(List.of(), new Outcome.Succeeded(Duration.ofMillis(3)));
    return new RouteCheck(
        target,
        target.uri(),
        new Route.Direct(),
        List.of(),
        RouteCheck.Standing.COUNTED,
        List.of(new Attempt(Duration.ZERO, List.of(tcp))));
  }
}
