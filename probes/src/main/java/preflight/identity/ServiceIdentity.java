package preflight.identity;

import java.util.List;
import java.util.Optional;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;
import preflight.plan.Target;

/**
 * Tells whether an answer positively comes from the service that was asked.
 *
 * <p>The status does not matter: a service that refuses (401, 403, 404) is there, and says so with
 * its own marks. An answer that shows interference is nobody's but the intermediary's.
 */
public final class ServiceIdentity {

  /**
   * What was recognised.
   *
   * @param recognition what it rests on
   * @param marks for people, for example {@code X-GitHub-Request-Id}; empty unless by content
   */
  public record Recognised(Recognition recognition, List<String> marks) {
    public Recognised {
      marks = List.copyOf(marks);
    }
  }

  private ServiceIdentity() {}

  /** Looks for the marks of {@code kind} where it is not known what was asked. */
  public static Recognised of(Target.Kind kind, HttpAnswer answer, Channel channel) {
    return of(kind, answer, channel, InterceptionDetector.detect(answer, channel));
  }

  /** Looks for the marks of {@code kind} where the interception has been judged already. */
  public static Recognised of(
      Target.Kind kind, HttpAnswer answer, Channel channel, Interception interception) {
    if (interception instanceof Interception.Interfering) {
      return unrecognised(Recognition.NONE);
    }
    List<IdentityMark> expected = ServiceMarks.of(kind);
    List<String> marks =
        expected.stream()
            .map(mark -> mark.in(answer))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (!marks.isEmpty()) {
      return new Recognised(Recognition.CONTENT, marks);
    }
    if (expected.isEmpty()) {
      return unrecognised(Recognition.ANY_ANSWER);
    }
    return unrecognised(
        channel == Channel.VERIFIED_TLS ? Recognition.CERTIFICATE : Recognition.NONE);
  }

  private static Recognised unrecognised(Recognition recognition) {
    return new Recognised(recognition, List.of());
  }
}
