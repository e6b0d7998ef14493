package preflight.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Tries one scenario: the program says what is expected, in time, and its advice mends the world.
 */
final class Trial {

  /** What the deadline may be exceeded by, seen from outside. */
  private static final Duration GRACE = Duration.ofMillis(250);

  /** Trials share the machine, except those that are repeated because it was too busy for them. */
  private static final ReadWriteLock MACHINE = new ReentrantReadWriteLock(true);

  private static final int REPEATS = 3;

  private final Scenario scenario;
  private final Advice advice;

  Trial(Scenario scenario, Advice advice) {
    this.scenario = scenario;
    this.advice = advice;
  }

  /**
   * A failure counts unless the machine was starved while it came about: then it is tried alone.
   */
  void run() {
    MACHINE.readLock().lock();
    try (var starvation = Starvation.watching()) {
      try {
        attempt();
        return;
      } catch (AssertionError failure) {
        if (!starvation.felt() || Boolean.getBoolean("preflight.lab.once")) {
          throw failure;
        }
      }
    } finally {
      MACHINE.readLock().unlock();
    }
    MACHINE.writeLock().lock();
    try {
      alone(REPEATS);
    } finally {
      MACHINE.writeLock().unlock();
    }
  }

  private void alone(int repeats) {
    try (var starvation = Starvation.watching()) {
      try {
        attempt();
      } catch (AssertionError failure) {
        if (!starvation.felt() || repeats == 1) {
          failure.addSuppressed(
              new AssertionError("a ready thread waited for up to " + starvation.longest()));
          throw failure;
        }
        alone(repeats - 1);
      }
    }
  }

  private void attempt() {
    try (World world = World.raise(scenario.world(), scenario.job())) {
      scenario.breaks().forEach(step -> world.on(step.host(), step.command()));
      Map<String, String> environment = scenario.job().env();
      Answer first = eventful(world);
      scenario.expected().check(first);
      inTime(first);
      Map<String, String> advised = advice.environment(first.commands(), environment);
      List<Scenario.Step> steps = advice.steps(first.commands());
      if (first.advisesValues()) {
        assertThat(advised).as("what %s set", first.commands()).isNotEqualTo(environment);
      }
      if (!advised.equals(environment) || !steps.isEmpty()) {
        steps.forEach(step -> world.on(step.host(), step.command()));
        Answer second = Answer.of(world, scenario.job(), advised);
        scenario.mended().check(second);
        inTime(second);
        Set<String> lost = second.routes(Answer.Colour.RED);
        lost.retainAll(first.routes(Answer.Colour.GREEN));
        assertThat(lost)
            .as("routes that were green before the advice was followed:\n%s", second)
            .isEmpty();
      }
    }
  }

  private void inTime(Answer answer) {
    assertThat(answer.took())
        .as("the whole run, with a deadline of %s", scenario.job().deadline())
        .isLessThanOrEqualTo(scenario.job().deadline().plus(GRACE));
  }

  /** Runs the job while the world changes around it. */
  private Answer eventful(World world) {
    List<CompletableFuture<Void>> events = new ArrayList<>();
    for (Scenario.Step step : scenario.events()) {
      events.add(
          CompletableFuture.runAsync(
              () -> world.on(step.host(), step.command()),
              CompletableFuture.delayedExecutor(step.after().toMillis(), TimeUnit.MILLISECONDS)));
    }
    Answer answer = Answer.of(world, scenario.job(), scenario.job().env());
    events.forEach(event -> event.cancel(false));
    return answer;
  }
}
