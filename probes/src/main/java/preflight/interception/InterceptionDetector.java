package preflight.interception;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import preflight.observation.HttpAnswer;

/**
 * Tells whether an answer was written by somebody in between.
 *
 * <p>Total, pure and linear in the answer's size: every answer, whatever its bytes, comes to one of
 * three cases. What an answer cannot show (an administrator who removed every mark, a rewritten
 * page) is {@link Interception.Absent}; the service's identity catches that.
 */
public final class InterceptionDetector {

  private InterceptionDetector() {}

  /** Judges {@code answer} where it is not known what was asked. */
  public static Interception detect(HttpAnswer answer, Channel channel) {
    return judge(AnswerInContext.of(answer, channel, Optional.empty()));
  }

  /** Judges {@code answer} to a request for {@code requested}, an absolute URL. */
  public static Interception detect(HttpAnswer answer, Channel channel, URI requested) {
    return detect(answer, channel, Asked.of(requested));
  }

  /** Judges {@code answer} to what is known to have been {@code asked}. */
  public static Interception detect(HttpAnswer answer, Channel channel, Asked asked) {
    return judge(AnswerInContext.of(answer, channel, Optional.of(asked)));
  }

  private static Interception judge(AnswerInContext context) {
    return SquidDetector.detect(context)
        .or(() -> Interceptors.detect(context))
        .or(() -> PortalRedirect.detect(context))
        .map(found -> located(context, found))
        .or(() -> refusedTunnel(context))
        .<Interception>map(found -> found)
        .or(() -> Passage.detect(context))
        .orElseGet(Interception.Absent::new);
  }

  /** A request for a tunnel is answered by the proxy; only 2xx means that the way is open. */
  private static Optional<Interception.Interfering> refusedTunnel(AnswerInContext context) {
    if (context.channel() != Channel.CONNECT || context.statusClass(2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Interception.Interfering(
            Passage.detect(context)
                .map(Interception.Benign::by)
                .orElseGet(() -> Intermediary.named("proxy")),
            List.of(tunnelRefusal(context))));
  }

  /** Adds where the author stands, as far as the channel tells. */
  private static Interception.Interfering located(
      AnswerInContext context, Interception.Interfering found) {
    List<String> signs = new ArrayList<>(found.signs());
    switch (context.channel()) {
      case CONNECT -> signs.add(tunnelRefusal(context));
      case VERIFIED_TLS ->
          signs.add(
              "inside TLS that is verified for the name: it stands on the service's side, or"
                  + " inspects TLS with a trusted certificate");
      case INSPECTED_TLS -> signs.add("inside TLS that a product on the way has opened");
      case FORWARDED, PLAIN -> {}
    }
    return new Interception.Interfering(found.by(), signs);
  }

  private static String tunnelRefusal(AnswerInContext context) {
    return "the proxy itself answers CONNECT with " + Printable.text(context.answer().toString());
  }
}
