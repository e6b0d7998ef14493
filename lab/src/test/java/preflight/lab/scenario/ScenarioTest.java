package preflight.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;
import preflight.lab.Finished;

/** Every scenario of {@code lab/scenarios}, several at a time: each waits more than it works. */
@Isolated
class ScenarioTest {

  private static final int AT_A_TIME = Integer.getInteger("preflight.lab.worlds", 4);

  private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);

  /** The first use builds the program: that is no scenario's time. */
  @BeforeAll
  static void builtProgram() {
    Finished.run(new ProcessBuilder(World.program().toString(), "explain"), Duration.ofMinutes(10))
        .succeeded("preflight explain");
  }

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> core() {
    return trials(Scenario.all().stream().filter(Scenario::core).toList());
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> others() {
    return trials(Scenario.all().stream().filter(scenario -> !scenario.core()).toList());
  }

  private Stream<DynamicTest> trials(List<Scenario> scenarios) {
    World.assumePossible();
    String only = System.getProperty("preflight.lab.only", "");
    var advice = new Advice();
    return scenarios.stream()
        .filter(scenario -> scenario.name().contains(only))
        .map(scenario -> test(scenario, pool.submit(() -> new Trial(scenario, advice).run())))
        .toList()
        .stream();
  }

  private static DynamicTest test(Scenario scenario, Future<?> trial) {
    return DynamicTest.dynamicTest(scenario.name(), trial::get);
  }
}
