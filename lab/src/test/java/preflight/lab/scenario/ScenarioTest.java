package preflight.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import preflight.lab.Finished;

/** Every scenario of {@code lab/scenarios}, several at a time: each waits more than it works. */
@Isolated
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ScenarioTest {

  private static final int AT_A_TIME = Integer.getInteger("preflight.lab.worlds", 4);

  private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
  private final Map<String, Scenario> late = new TreeMap<>();
  private final Advice advice = new Advice();

  /** The first use builds the program: that is no scenario's time. */
  @BeforeAll
  static void builtProgram() {
    Finished.run(new ProcessBuilder(World.program().toString(), "explain"), Duration.ofMinutes(10))
        .succeeded("preflight explain");
  }

  @AfterAll
  void end() {
    pool.shutdownNow();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> core() {
    return trials(Scenario.all().stream().filter(Scenario::core).toList());
  }

  @TestFactory
  @Order(2)
  @Tag("long")
  Stream<DynamicTest> others() {
    return trials(Scenario.all().stream().filter(scenario -> !scenario.core()).toList());
  }

  /**
   * For each kind of failure with which a run above came near its deadline, one such scenario: one
   * after the other, with nothing beside them.
   */
  @TestFactory
  @Order(3)
  @Tag("long")
  Stream<DynamicTest> deadlines() {
    return late.values().stream()
        .distinct()
        .map(scenario ->
            DynamicTest.dynamicTest(scenario.name(), () -> new Trial(scenario, advice).measure()));
  }

  private Stream<DynamicTest> trials(List<Scenario> scenarios) {
    World.assumePossible();
    String[] only = System.getProperty("preflight.lab.only", "").split(",", -1);
    return scenarios.stream()
        .filter(scenario -> Stream.of(only).anyMatch(scenario.name()::contains))
        .map(scenario -> test(scenario, pool.submit(() -> new Trial(scenario, advice).run())))
        .toList()
        .stream();
  }

  private DynamicTest test(Scenario scenario, Future<Trial> trial) {
    return DynamicTest.dynamicTest(
        scenario.name(),
        () -> trial.get().lateFailures().forEach(kind -> late.putIfAbsent(kind, scenario)));
  }
}
