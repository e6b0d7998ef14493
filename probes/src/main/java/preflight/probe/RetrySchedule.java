package preflight.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Failure.Permanence;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;

/** When to ask again: tells "not ready yet" from "never". Pure. */
final class RetrySchedule {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What is still so after this long is taken to stay so. */
  private static final Duration REPEATED = Duration.ofSeconds(2);

  private static final Duration REPEAT_JITTER = Duration.ofMillis(300);

  private RetrySchedule() {}

  /**
   * How long to wait before the next attempt; empty when another cannot tell anything new.
   *
   * @param attempts so far, at least one
   * @param now since the start of the run
   */
  static Optional<Duration> pause(List<Attempt> attempts, Duration now, RandomGenerator random) {
    Attempt last = attempts.getLast();
    if (last.reached()) {
      return Optional.empty();
    }
    return switch (permanence(last)) {
      case PERMANENT -> Optional.empty();
      case TRANSIENT -> Optional.of(backoff(attempts.size(), random));
      case PERMANENT_IF_REPEATED -> {
        Duration first = firstOfItsKind(attempts).startedAfter();
        yield last.startedAfter().minus(first).compareTo(REPEATED) >= 0
            ? Optional.empty()
            : Optional.of(untilRepeated(first, now, random));
      }
    };
  }

  /**
   * A 502, 503 or 504 of a proxy is what it says while its own way out comes up; a 4xx is its
   * policy.
   */
  static Permanence permanence(Attempt attempt) {
    Code code = code(attempt);
    if (code == Code.PROXY_REFUSED_TUNNEL || code == Code.IDENTITY_FOREIGN) {
      int status = attempt.observations().stream().mapToInt(RetrySchedule::status).max().orElse(0);
      return status >= 502 ? Permanence.TRANSIENT : Permanence.PERMANENT_IF_REPEATED;
    }
    return code.permanence();
  }

  private static Attempt firstOfItsKind(List<Attempt> attempts) {
    Code code = code(attempts.getLast());
    Attempt first = attempts.getLast();
    for (Attempt earlier : attempts.reversed()) {
      if (code(earlier) != code) {
        break;
      }
      first = earlier;
    }
    return first;
  }

  private static Code code(Attempt attempt) {
    return attempt.failure().map(Failure::code).orElse(Code.UNCLASSIFIED);
  }

  private static int status(Observation observation) {
    return switch (observation) {
      case Observation.TunnelRequest tunnel -> tunnel.answer().map(HttpAnswer::status).orElse(0);
      case Observation.HttpExchange exchange -> exchange.answer().map(HttpAnswer::status).orElse(0);
      case Observation.NameLookup lookup -> 0;
      case Observation.TcpConnect connect -> 0;
      case Observation.TlsHandshake handshake -> 0;
      case Observation.IdentityCheck identity -> 0;
    };
  }

  private static Duration backoff(int attempts, RandomGenerator random) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 5));
    Duration capped = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    return Duration.ofNanos((long) (capped.toNanos() * (0.75 + random.nextDouble() / 4)));
  }

  private static Duration untilRepeated(Duration first, Duration now, RandomGenerator random) {
    Duration jitter = Duration.ofNanos((long) (REPEAT_JITTER.toNanos() * random.nextDouble()));
    Duration wait = first.plus(REPEATED).plus(jitter).minus(now);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
