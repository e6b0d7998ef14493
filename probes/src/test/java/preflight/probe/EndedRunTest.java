package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import preflight.observation.RouteCheck;
import preflight.plan.Plan;
import preflight.plan.Target;

/** What a run leaves behind; other tests' probes would be taken for its own. */
@Isolated
class EndedRunTest {

  @Test
  void nothingProbesOnAfterwards() throws Exception {
    try (Peer silent = Peer.silent();
        Peer peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      CheckPlan required = Runs.direct(Target.Kind.HTTP, peer.http("/"));
      CheckPlan evidence = Runs.evidence(required.target(), silent.http("/"));

      List<RouteCheck> seen =
          Runs.start(Plan.of(required.target()), Runs.EMPTY, required, evidence).await();

      assertThat(seen.getFirst().reached()).isTrue();
      assertThat(seen.getLast().attempts()).isEmpty();
      assertThat(silent.allHungUp()).isTrue();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("preflight-")) {
          thread.join(Duration.ofSeconds(10));
          assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
      }
    }
  }
}
