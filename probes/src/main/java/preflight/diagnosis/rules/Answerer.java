package preflight.diagnosis.rules;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.interception.Intermediary;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.RouteCheck;
import preflight.route.Route;

/** Tells who wrote the answer that a check ended with, and in whose words to say so. */
final class Answerer {

  private Answerer() {}

  /** The one who answered instead of the service, where the answer shows it. */
  static Optional<Intermediary> instead(RouteCheck check) {
    return check
        .answer()
        .map(answer -> InterceptionDetector.detect(answer, channel(check), check.url()))
        .filter(Interception.Interfering.class::isInstance)
        .map(Interception.Interfering.class::cast)
        .map(Interception.Interfering::by);
  }

  /** {@code Squid, ERR_ACCESS_DENIED}, {@code 403 Forbidden}, or the failure where none spoke. */
  static String inShort(RouteCheck check) {
    Optional<Intermediary> by = instead(check);
    if (by.flatMap(Intermediary::errorId).isPresent()) {
      return by.map(Answerer::productAndError).orElseThrow();
    }
    return check.answer().map(HttpAnswer::toString).orElseGet(() -> Phrase.failure(check));
  }

  /** {@code 403 Forbidden from Squid 5.7 on squid.corp, ERR_ACCESS_DENIED}, or the failure. */
  static String inFull(RouteCheck check) {
    return check
        .answer()
        .map(answer -> answer + named(check).map(by -> " from " + inFull(by)).orElse(""))
        .orElseGet(() -> Phrase.failure(check));
  }

  /** The one who answered instead, where it says more of itself than that it is a proxy. */
  private static Optional<Intermediary> named(RouteCheck check) {
    return instead(check).filter(by -> !by.equals(Intermediary.named("proxy")));
  }

  private static String productAndError(Intermediary by) {
    return Stream.concat(Stream.of(by.product()), by.errorId().stream())
        .collect(Collectors.joining(", "));
  }

  private static String inFull(Intermediary by) {
    return by.product()
        + by.version().map(version -> " " + version).orElse("")
        + by.host().map(host -> " on " + host).orElse("")
        + by.errorId().map(id -> ", " + id).orElse("")
        + by.errno().filter(errno -> errno > 0).map(errno -> ", errno " + errno).orElse("");
  }

  /** How the answer came here. */
  static Channel channel(RouteCheck check) {
    boolean refused =
        check.all(TunnelRequest.class).anyMatch(tunnel -> !tunnel.outcome().succeeded());
    return switch (check.route()) {
      case Route.Tunnel tunnel when refused -> Channel.CONNECT;
      case Route.Forward forward -> Channel.FORWARDED;
      case Route.Tunnel tunnel -> inside(check);
      case Route.Direct direct -> inside(check);
      case Route.Unsupported unsupported -> inside(check);
    };
  }

  private static Channel inside(RouteCheck check) {
    return "https".equals(check.url().getScheme()) && !check.failedWith(Code.TLS_PLAINTEXT)
        ? Channel.VERIFIED_TLS
        : Channel.PLAIN;
  }
}
