package preflight.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * The deadline of a run that is measured alone. What runs over a deadline is what is under way
   * when it comes: lookups, connections, attempts, retries. All of that is after this long.
   */
  private static final Duration HURRY = Duration.ofSeconds(5);

  private final Scenario scenario;
  private final Advice advice;
  private final Set<String> late = new TreeSet<>();

  Trial(Scenario scenario, Advice advice) {
    this.scenario = scenario;
    this.advice = advice;
  }

  /**
   * A failure counts unless the machine was starved while it came about: then it is tried alone.
   *
   * @return this
   */
  Trial run() {
    MACHINE.readLock().lock();
    try (var starvation = Starvation.watching()) {
      try {
        attempt();
        return this;
      } catch (AssertionError failure) {
        if (!starvation.felt() || Boolean.getBoolean("preflight.lab.once")) {
          throw failure;
        }
      }
    } finally {
      MACHINE.readLock().unlock();
    }
    alone(this::attempt);
    return this;
  }

  /**
   * The failures of the runs that came near their deadline. One that ended before half of it while
   * other worlds took their share of the machine is proof that the deadline holds.
   */
  Set<String> lateFailures() {
    return late;
  }

  /** The deadline holds, seen from outside while nothing else runs. */
  void measure() {
    alone(this::hurried);
  }

  private void hurried() {
    JobPlan job = scenario.job().within(HURRY);
    try (World world = World.raise(scenario.world(), job)) {
      scenario.breaks().forEach(step -> world.on(step.host(), step.command()));
      inTime(eventful(world, job), job);
    }
  }

  private static void alone(Runnable attempt) {
    MACHINE.writeLock().lock();
    try {
      repeat(attempt, REPEATS);
    } finally {
      MACHINE.writeLock().unlock();
    }
  }

  private static void repeat(Runnable attempt, int repeats) {
    try (var starvation = Starvation.watching()) {
      try {
        attempt.run();
      } catch (AssertionError failure) {
        if (!starvation.felt() || repeats == 1) {
          failure.addSuppressed(
              new AssertionError("a ready thread waited for up to " + starvation.longest()));
          throw failure;
        }
        repeat(attempt, repeats - 1);
      }
    }
  }

  private void attempt() {
    try (World world = World.raise(scenario.world(), scenario.job())) {
      scenario.breaks().forEach(step -> world.on(step.host(), step.command()));
      Map<String, String> environment = scenario.job().env();
      Answer first = eventful(world, scenario.job());
      scenario.expected().check(first);
      inTime(first, scenario.job());
      Map<String, String> advised = advice.environment(first.commands(), environment);
      List<Scenario.Step> steps = advice.steps(first.commands(), first.advice());
      if (first.advisesValues()) {
        assertThat(advised).as("what %s set", first.commands()).isNotEqualTo(environment);
      }
      if (!advised.equals(environment) || !steps.isEmpty()) {
        steps.forEach(step -> world.on(step.host(), step.command()));
        Answer second = Answer.of(world, scenario.job(), advised);
        scenario.mended().check(second);
        inTime(second, scenario.job());
        Set<String> lost = second.routes(Answer.Colour.RED);
        lost.retainAll(first.routes(Answer.Colour.GREEN));
        assertThat(lost)
            .as("routes that were green before the advice was followed:\n%s", second)
            .isEmpty();
      }
    }
  }

  private void inTime(Answer answer, JobPlan job) {
    if (answer.took().multipliedBy(2).compareTo(job.deadline()) > 0) {
      late.addAll(answer.failures());
    }
    assertThat(answer.took())
        .as("the whole run, with a deadline of %s", job.deadline())
        .isLessThanOrEqualTo(job.deadline().plus(GRACE));
  }

  /** Runs the job while the world changes around it. */
  private Answer eventful(World world, JobPlan job) {
    List<CompletableFuture<Void>> events = new ArrayList<>();
    for (Scenario.Step step : scenario.events()) {
      events.add(
          CompletableFuture.runAsync(
              () -> world.on(step.host(), step.command()),
              CompletableFuture.delayedExecutor(step.after().toMillis(), TimeUnit.MILLISECONDS)));
    }
    Answer answer = Answer.of(world, job, job.env());
    events.forEach(event -> event.cancel(false));
    return answer;
  }
}
