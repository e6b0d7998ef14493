package preflight.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Job;
import preflight.plan.Plan;
import preflight.plan.UriPort;
import preflight.route.RouteTable;
import preflight.trust.TrustStores;

/** Probes every target of a plan along its routes, all at once, under one deadline. */
public final class ProbeRun {

  /** Told of every finished attempt, from the probes' own threads. */
  @FunctionalInterface
  public interface Listener {
    /** A check has one more attempt than before. */
    void attempted(RouteCheck check);
  }

  /** How long after the deadline the last attempts are heard out. */
  private static final Duration LAST_WORDS = Duration.ofMillis(80);

  private final Patience patience;
  private final Listener listener;
  private final Surroundings surroundings;
  private final long start;
  private final ExecutorService threads = DaemonThreads.unbounded();
  private final TlsClient tls;
  private final Attempts attempts;
  private final SharedConnections connections;
  private final List<CheckProgress> checks;

  /** Guarded by this: checks that try, or wait to hear what others have tried. */
  private int trying;

  /** Guarded by this, as all progress is. */
  private boolean over;

  /** Guarded by this; there once it is asked. */
  private Optional<CheckProgress> control = Optional.empty();

  private Optional<Throwable> bug = Optional.empty();

  private ProbeRun(
      Patience patience,
      Container container,
      List<CheckPlan> checks,
      Listener listener,
      Surroundings surroundings) {
    this.patience = patience;
    this.listener = listener;
    this.surroundings = surroundings;
    this.start = surroundings.nanoTime().getAsLong();
    this.connections = SharedConnections.of(checks);
    this.checks =
        checks.stream().map(check -> new CheckProgress(check, connections.of(check))).toList();
    Nameservers nameservers =
        new Nameservers(
            ResolvConf.of(container), surroundings.dnsPort(), threads, surroundings.nanoTime());
    this.tls = new TlsClient(TrustStores.of(container), NameTrials.of(checks), surroundings.tls());
    AttemptProbe probe =
        new AttemptProbe(
            new NameResolver(surroundings.system(), nameservers, threads), tls, threads);
    this.attempts = new Attempts(probe, patience, surroundings.nanoTime(), start);
  }

  /** Starts probing; returns at once. */
  public static ProbeRun start(
      Plan plan, Container container, RouteTable routes, Listener listener, ProcessTls tls) {
    return start(plan, container, CheckPlans.of(plan, routes), listener, Surroundings.real(tls));
  }

  static ProbeRun start(
      Plan plan,
      Container container,
      List<CheckPlan> checks,
      Listener listener,
      Surroundings surroundings) {
    var patience = new Patience(plan, Job.of(container).onCloudRun());
    var run = new ProbeRun(patience, container, checks, listener, surroundings);
    run.threads.execute(run::followAll);
    return run;
  }

  /** Waits until every target is decided or the deadline has passed; then nothing probes on. */
  public List<RouteCheck> await() throws InterruptedException {
    try {
      synchronized (this) {
        while (!over && bug.isEmpty() && !patience.over(progress(), elapsed())) {
          Duration now = elapsed();
          TimeUnit.NANOSECONDS.timedWait(this, patience.nextLook(now).minus(now).toNanos());
        }
        letAttemptsEnd();
      }
    } finally {
      stop();
    }
    synchronized (this) {
      bug.ifPresent(thrown -> {
        throw new IllegalStateException("a probe ended with a fault of its own", thrown);
      });
      return soFar();
    }
  }

  /** Everything seen so far, from any thread. */
  public synchronized List<RouteCheck> soFar() {
    return checks.stream().map(CheckProgress::seen).toList();
  }

  /** What the control host said so far; empty where it was not asked. */
  public synchronized Optional<RouteCheck> control() {
    return control.map(CheckProgress::seen);
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(surroundings.nanoTime().getAsLong() - start);
  }

  /** Not on the caller's thread: on a starved machine the first hundreds leave it no turn. */
  private void followAll() {
    try {
      checks.forEach(check -> threads.execute(() -> follow(check)));
      threads.execute(this::warmUp);
    } catch (RuntimeException | Error thrown) {
      noticeUnlessOver(thrown);
    }
  }

  /** Loads what handshakes need while names are looked up and connections dialled. */
  private void warmUp() {
    try {
      checks.stream()
          .map(CheckProgress::plan)
          .filter(check -> "https".equals(check.url().getScheme()))
          .findFirst()
          .ifPresent(check -> tls.warmUp(UriPort.host(check.url()), check.clients()));
    } catch (RuntimeException | Error thrown) {
      noticeUnlessOver(thrown);
    }
  }

  /** One check, from its first attempt until nothing new can come of it. */
  private void follow(CheckProgress check) {
    try {
      Optional<Duration> pause = tried(check);
      while (pause.isPresent()) {
        TimeUnit.NANOSECONDS.sleep(pause.get().toNanos());
        pause = tried(check);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException stopped) {
      noticeUnlessOver(stopped);
    } catch (RuntimeException | Error thrown) {
      noticeUnlessOver(thrown);
    }
  }

  /** One more attempt, if there is time; when the next one is due, if ever. */
  private Optional<Duration> tried(CheckProgress check) throws InterruptedException {
    count(1);
    try {
      return attempts
          .next(check)
          .filter(tried -> !(tried.attempt().endedInSilence() && tellsNothing(check, tried.cap())))
          .flatMap(tried -> record(check, tried.attempt()));
    } finally {
      count(-1);
    }
  }

  /**
   * Whether the deadline cut a silent attempt off: that is no fault of the network, and whoever has
   * answered before has said more.
   */
  private boolean tellsNothing(CheckProgress check, Duration cap) {
    boolean lastOfAll = patience.cap(check.plan(), false, elapsed()).isEmpty();
    return patience.tooShort(cap) || (patience.cutsOff(cap) && lastOfAll && check.heardLast());
  }

  /** Keeps an attempt and says when the next one is due; what ends after the run is not kept. */
  private Optional<Duration> record(CheckProgress check, Attempt attempt) {
    RouteCheck seen;
    Optional<Duration> pause;
    boolean isControl;
    synchronized (this) {
      if (over) {
        return Optional.empty();
      }
      check.add(attempt);
      pause = RetrySchedule.pause(check.attempts(), elapsed(), ThreadLocalRandom.current());
      check.settle(pause.isEmpty());
      seen = check.seen();
      isControl = control.filter(check::equals).isPresent();
      if (!isControl && seen.failedWith(Failure.Code.TCP_TIMEOUT)) {
        askControlWhereNeeded();
      }
      notifyAll();
    }
    if (!isControl) {
      listener.attempted(seen);
    }
    return pause;
  }

  /** Nobody waits for the control host: a silent target is waited for anyhow. */
  private synchronized void askControlWhereNeeded() {
    if (control.isEmpty() && ControlQuestion.needed(patience.plan(), soFar())) {
      CheckProgress asked =
          new CheckProgress(ControlQuestion.of(patience.plan()), ServiceConnections.alone());
      control = Optional.of(asked);
      threads.execute(() -> follow(asked));
    }
  }

  /** At the deadline every attempt has just been cut: on a busy machine it is still being told. */
  private void letAttemptsEnd() throws InterruptedException {
    Duration last = patience.plan().deadline().plus(LAST_WORDS);
    Duration left = last.minus(elapsed());
    while (left.compareTo(LAST_WORDS) <= 0 && left.isPositive() && trying > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
      left = last.minus(elapsed());
    }
  }

  private synchronized void count(int change) {
    trying += change;
    if (trying == 0) {
      notifyAll();
    }
  }

  private synchronized List<Patience.Progress> progress() {
    return checks.stream().map(CheckProgress::progress).toList();
  }

  private synchronized void noticeUnlessOver(Throwable thrown) {
    if (!over) {
      bug = Optional.of(thrown);
      notifyAll();
    }
  }

  /** Ends all waiting, and leaves no socket behind. */
  private void stop() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    threads.shutdownNow();
    attempts.close();
    connections.close();
  }
}
