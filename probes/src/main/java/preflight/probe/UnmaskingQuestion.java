package preflight.probe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.interception.Unmasked;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.Outcome;
import preflight.observation.Unmasking;
import preflight.plan.Target;
import preflight.route.Route;

/**
 * The one request that makes a proxy name itself which removed every mark from its pages: a proxy's
 * own port is asked for its root, which no proxy passes on; the way to a plain host is asked for
 * Squid's icon. Where any answer would do and a refusal could be anybody's, the proxy is asked for
 * a host that nobody has: the same page is its own.
 */
final class UnmaskingQuestion {

  /** What we call those who give no name of their own. */
  private static final Predicate<String> UNNAMED = List.of("proxy", "captive portal")::contains;

  private UnmaskingQuestion() {}

  /** What to ask besides, where {@code attempt} at {@code check} leaves open who answered. */
  static Optional<CheckPlan> after(CheckPlan check, Attempt attempt) {
    if (refusedByAnybody(check, attempt)) {
      return Optional.of(asking(check, Unmasked.NOBODY, check.route()));
    }
    if (!answeredByNobodyInParticular(check, attempt)) {
      return Optional.empty();
    }
    return switch (check.route()) {
      case Route.Proxied proxied ->
          Optional.of(root(check, proxied.address().host(), proxied.address().port()));
      case Route.Direct direct when "http".equals(check.url().getScheme()) ->
          Optional.of(plain(check, Urls.origin(check.url()) + Unmasked.SQUIDS_ICON_PATH));
      case Route.Direct direct -> Optional.empty();
      case Route.Unsupported unsupported -> Optional.empty();
    };
  }

  /** What came to the extra request. */
  static Optional<HttpAnswer> answer(Attempt extra) {
    return extra
        .all(HttpExchange.class)
        .flatMap(exchange -> exchange.answer().stream())
        .findFirst();
  }

  /** The same attempt with what was asked besides, and what that says of its answer. */
  static Attempt judged(CheckPlan check, Attempt attempt, Unmasking extra) {
    Optional<HttpAnswer> answer = answer(attempt);
    boolean proxysOwn =
        extra.asked().equals(Unmasked.NOBODY)
            && answer.isPresent()
            && extra
                .answer()
                .filter(given -> Unmasked.sameForNobody(answer.get(), check.url(), given))
                .isPresent();
    return proxysOwn
        ? new Attempt(
            attempt.startedAfter(),
            attempt.observations().stream().map(UnmaskingQuestion::foreign).toList(),
            attempt.inSmallSegments(),
            Optional.of(extra))
        : attempt.with(extra);
  }

  private static Observation foreign(Observation seen) {
    var failure =
        new Failure(
            Code.IDENTITY_FOREIGN,
            "the proxy answers the same for " + Unmasked.NOBODY.getHost() + ", which nobody has");
    return seen instanceof IdentityCheck
        ? new IdentityCheck(
            Recognition.NONE,
            List.of(),
            Optional.empty(),
            new Outcome.Failed(failure, Duration.ZERO))
        : seen;
  }

  private static boolean refusedByAnybody(CheckPlan check, Attempt attempt) {
    return check.route() instanceof Route.Forward
        && attempt.reached()
        && attempt
            .all(IdentityCheck.class)
            .anyMatch(identity -> identity.recognition() == Recognition.ANY_ANSWER)
        && answer(attempt).filter(Unmasked::couldBeAnybodys).isPresent();
  }

  private static boolean answeredByNobodyInParticular(CheckPlan check, Attempt attempt) {
    boolean refused =
        attempt
            .all(TunnelRequest.class)
            .anyMatch(tunnel -> tunnel.outcome().failedWith(Code.PROXY_REFUSED_TUNNEL));
    boolean foreign =
        attempt
            .all(IdentityCheck.class)
            .anyMatch(identity ->
                identity.recognition() == Recognition.NONE
                    && identity.outcome().failedWith(Code.IDENTITY_FOREIGN));
    Optional<HttpAnswer> answer =
        refused
            ? attempt.all(TunnelRequest.class).flatMap(one -> one.answer().stream()).findFirst()
            : answer(attempt);
    return (refused || foreign)
        && answer
            .filter(given -> unnamed(given, refused ? Channel.CONNECT : channel(check), check))
            .isPresent();
  }

  private static boolean unnamed(HttpAnswer answer, Channel channel, CheckPlan check) {
    return !(InterceptionDetector.detect(answer, channel, check.url())
            instanceof Interception.Interfering(var by, var signs))
        || UNNAMED.test(by.product());
  }

  private static Channel channel(CheckPlan check) {
    if ("https".equals(check.url().getScheme())) {
      return Channel.VERIFIED_TLS;
    }
    return check.route() instanceof Route.Forward ? Channel.FORWARDED : Channel.PLAIN;
  }

  private static CheckPlan root(CheckPlan check, String host, int port) {
    String authority = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return plain(check, "http://" + authority + ":" + port + "/");
  }

  private static CheckPlan plain(CheckPlan check, String url) {
    return asking(check, URI.create(url), new Route.Direct());
  }

  private static CheckPlan asking(CheckPlan check, URI url, Route route) {
    var target = new Target(check.target().name(), Target.Kind.HTTP, Target.Need.OPTIONAL, url);
    return new CheckPlan(target, url, route, List.of(), List.of());
  }
}
