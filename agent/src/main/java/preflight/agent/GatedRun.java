package preflight.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import preflight.Preflight;
import preflight.agent.upload.Uploader;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.probe.ProbeRun;

/** What {@code run} and {@code check} share: probes, and gives one verdict, come what may. */
final class GatedRun {

  /** Starts the probes; a seam for faults. */
  @FunctionalInterface
  interface Probes {
    Preflight start(Plan plan, Container container, Gate gate, ProbeRun.Listener listener);
  }

  /**
   * At the least kept from the deadline for the verdict and for the JVM's end: {@code System.exit}
   * waits up to 300 ms for threads that are in native code. On a machine so busy that the start
   * took longer, the end will too.
   */
  private static final Duration RESERVE = Duration.ofMillis(350);

  /**
   * A run that lasts this long, or a quarter of its deadline, waits for somebody and has time to
   * get its verdict ready; with hundreds of targets a healthy one takes 2 s.
   */
  private static final Duration IDLE = Duration.ofSeconds(4);

  /** Less tells nothing of the network. */
  private static final Duration FAIR_ATTEMPT = Duration.ofSeconds(1);

  /** What a run that is late before it starts takes all the same. */
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final Probes probes;
  private final Container container;
  private final Uptime uptime;
  private final DecisionPipe pipe;

  GatedRun(Probes probes, Container container, Uptime uptime, DecisionPipe pipe) {
    this.probes = probes;
    this.container = container;
    this.uptime = uptime;
    this.pipe = pipe;
  }

  /** The verdict, reported; empty where a signal has had the last word. */
  Optional<Verdict> verdict(Settings settings, Reporter reporter)
      throws IOException, InterruptedException {
    pipe.deadline(left(settings.plan().deadline()));
    pipe.onFault(settings.onFault());
    if (settings.gate() instanceof Gate.Off off) {
      return skipped(off, reporter);
    }
    Preflight preflight = probes.start(shortened(settings), container, settings.gate(), reporter);
    Optional<Uploader> uploader = settings.upload().map(upload -> upload.in(container));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> reporter.verdict(preflight::interrupted), "preflight-interrupted"));
    pipe.ready();
    Duration idle = least(IDLE, part(settings.plan().deadline(), 4));
    rehearse(preflight, reporter, uploader, idle);
    Verdict found = preflight.verdict();
    Duration left = left(settings.plan().deadline()).minus(RESERVE);
    Verdict verdict = uploader.isEmpty() ? found : uploader.get().keep(found, left);
    return reporter.verdict(() -> verdict) ? Optional.of(verdict) : Optional.empty();
  }

  /** Loads while nothing else is to do what the verdict at the deadline needs in a hurry. */
  private static void rehearse(
      Preflight preflight, Reporter reporter, Optional<Uploader> uploader, Duration idle) {
    Thread.ofPlatform()
        .daemon()
        .name("preflight-rehearsal")
        .start(() -> {
          try {
            Thread.sleep(idle);
            reporter.rehearse(preflight.interrupted());
            uploader.ifPresent(Uploader::prepare);
          } catch (InterruptedException | RuntimeException again) {
            // A bug in a rule is met again, and reported, by the verdict itself.
          }
        });
  }

  /** The verdict of a gate that is switched off. */
  Optional<Verdict> skipped(Gate.Off gate, Reporter reporter) {
    Verdict verdict = Preflight.skipped(container, gate);
    return reporter.verdict(() -> verdict) ? Optional.of(verdict) : Optional.empty();
  }

  /** The time that is left of the whole run's deadline. */
  private Duration left(Duration deadline) {
    return deadline.minus(uptime.elapsed());
  }

  /**
   * The user's deadline counts from the start of the process to its end; an attempt is short enough
   * to end within it, for what does not end is no evidence.
   */
  private Plan shortened(Settings settings) {
    Plan plan = settings.plan();
    Duration verdict = most(RESERVE, uptime.elapsed());
    Duration wanted = settings.upload().isEmpty() ? verdict : verdict.plus(Uploader.reserve());
    Duration reserve = least(wanted, part(plan.deadline(), 4));
    Duration budget = most(left(plan.deadline()).minus(reserve), MOMENT);
    Duration attempt = most(part(budget, 2), FAIR_ATTEMPT);
    return plan.within(budget, least(plan.attemptTimeout(), attempt));
  }

  /** In whole numbers: {@link Duration#dividedBy} loads BigDecimal, which a cold JVM feels. */
  private static Duration part(Duration whole, int parts) {
    return Duration.ofMillis(whole.toMillis() / parts);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration most(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
