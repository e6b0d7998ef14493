package preflight.diagnosis.rules;

import java.util.Optional;
import java.util.Set;
import preflight.interception.Asked;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.interception.Intermediary;
import preflight.interception.Unmasked;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.RouteCheck;
import preflight.observation.Unmasking;
import preflight.route.Route;

/** Tells who wrote the answer that a check ended with, and in whose words to say so. */
final class Answerer {

  /** Two thirds of a line. */
  private static final int WORDS = 68;

  /** What we call those who give no name of their own. */
  private static final Set<String> UNNAMED = Set.of("proxy", "captive portal");

  private Answerer() {}

  /**
   * The one who answered instead of the service, where the answer shows it, or the extra request: a
   * tunnel's refusal is the proxy's own, and on a direct way nobody was asked to stand there.
   */
  static Optional<Intermediary> instead(RouteCheck check) {
    Optional<Intermediary> shown = interference(check).map(Interception.Interfering::by);
    return shown
        .filter(by -> !unnamed(by))
        .or(() ->
            check.route() instanceof Route.Forward
                ? shown.or(() -> forNobody(check))
                : unmasked(check).or(() -> shown));
  }

  /** The proxy, where it gave the same page for a host that nobody has. */
  private static Optional<Intermediary> forNobody(RouteCheck check) {
    return check
        .last()
        .flatMap(Attempt::unmasking)
        .filter(extra -> extra.asked().equals(Unmasked.NOBODY))
        .filter(extra -> check.failedWith(Code.IDENTITY_FOREIGN))
        .map(extra -> unmasked(check).orElseGet(() -> Intermediary.named("proxy")));
  }

  /** The one who answered the extra request. */
  static Optional<Intermediary> unmasked(RouteCheck check) {
    return check
        .last()
        .flatMap(Attempt::unmasking)
        .flatMap(Unmasking::answer)
        .flatMap(Unmasked::author)
        .filter(by -> !unnamed(by));
  }

  /** {@code An extra request, GET http://proxy.corp:3128/, was answered by Squid 5.7.}. */
  static Optional<String> unmasking(RouteCheck check) {
    if (forNobody(check).isPresent()) {
      return Optional.of(
          "An extra request, GET %s, a host that nobody has, got the same page."
              .formatted(Unmasked.NOBODY));
    }
    return check
        .last()
        .flatMap(Attempt::unmasking)
        .flatMap(extra ->
            unmasked(check)
                .map(by ->
                    "An extra request, GET %s, was answered by %s."
                        .formatted(shortened(extra.asked().toString()), inFull(by))));
  }

  private static boolean unnamed(Intermediary by) {
    return UNNAMED.contains(by.product()) && by.host().or(by::version).isEmpty();
  }

  private static Optional<Interception.Interfering> interference(RouteCheck check) {
    return check
        .answer()
        .map(answer -> InterceptionDetector.detect(answer, channel(check), asked(check)))
        .filter(Interception.Interfering.class::isInstance)
        .map(Interception.Interfering.class::cast);
  }

  private static Asked asked(RouteCheck check) {
    return new Asked(
        check.url(),
        check.route() instanceof Route.Direct
            ? Urls.addresses(check).stream().findFirst()
            : Optional.empty());
  }

  /** Whom to ask about the one who answered. */
  static String administrator(RouteCheck check) {
    return instead(check).map(Intermediary::administrator).orElse("whoever runs it");
  }

  /** The strongest sign that somebody else answered; empty where nothing shows it. */
  static Optional<String> sign(RouteCheck check) {
    return interference(check).map(found -> shortened(found.signs().getFirst()));
  }

  /** A stranger's words, so many that they leave room for ours. */
  static String shortened(String words) {
    return words.length() <= WORDS ? words : words.substring(0, WORDS - 3) + "...";
  }

  /** {@code Squid, ERR_ACCESS_DENIED}, {@code 403 Forbidden}, or the failure where none spoke. */
  static String inShort(RouteCheck check) {
    Optional<Intermediary> by = named(check);
    Optional<String> what =
        by.flatMap(Intermediary::errorId).or(() -> check.answer().map(HttpAnswer::toString));
    return what.map(words -> by.map(one -> one.product() + ", ").orElse("") + words)
        .orElseGet(() -> Phrase.failureInBrackets(check));
  }

  /** {@code 403 Forbidden from Squid 5.7 on squid.corp, ERR_ACCESS_DENIED}, or the failure. */
  static String inFull(RouteCheck check) {
    return check
        .answer()
        .map(answer ->
            answer + named(check).map(by -> " from " + inFull(by) + seen(check, by)).orElse(""))
        .orElseGet(() -> Phrase.failure(check));
  }

  /** The one who answered instead, where it says more of itself than that it is a proxy. */
  private static Optional<Intermediary> named(RouteCheck check) {
    return instead(check).filter(by -> !unnamed(by));
  }

  /** The URL as the proxy saw it, where it saw another host than the one that was asked for. */
  private static String seen(RouteCheck check, Intermediary by) {
    return by.url()
        .filter(url -> !url.contains(Urls.host(check)))
        .map(url -> ", for " + shortened(url))
        .orElse("");
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
        ? Channel.inside(
            Urls.host(check),
            check.all(TlsHandshake.class).flatMap(seen -> seen.peer().stream()).findFirst())
        : Channel.PLAIN;
  }
}
