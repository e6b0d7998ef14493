package preflight.report;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import preflight.observation.Attempt;
import preflight.observation.GoogleVip;
import preflight.observation.Observation;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.ClientFamily;

/** Words for one check: which way it went, and where it stopped. */
final class CheckText {

  private CheckText() {}

  /** {@code jira via direct: TCP_TIMEOUT at tcp (Connect timed out)}. */
  static String story(RouteCheck check) {
    String detail =
        check.failure().map(failure -> " (" + SafeText.masked(failure.detail()) + ")").orElse("");
    return name(check.target()) + " via " + via(check) + ": " + stop(check) + detail;
  }

  /** {@code jira}, or {@code http-2 pypi.example} where the name does not say whose it is. */
  static String name(Target target) {
    String called = target.called();
    return SafeText.printable(called.equals(target.name()) ? called : target.name() + " " + called);
  }

  /** The route, and the authority where it is not the target's own. */
  static String via(RouteCheck check) {
    String via = SafeText.masked(check.route().via());
    String authority = authority(check.url());
    return authority.equals(authority(check.target().uri()))
        ? via + particulars(check)
        : via + " to ".concat(SafeText.printable(authority));
  }

  /** What is worth knowing of the way, or of who stood at its end, beside that it works. */
  private static String particulars(RouteCheck check) {
    return switch (check.target().kind()) {
      case GOOGLE ->
          GoogleVip.address(check)
              .map(address ->
                  " (%s VIP %s)"
                      .formatted(
                          GoogleVip.of(address).label().replace('-', ' '),
                          address.getHostAddress()))
              .orElse("");
      case SSH ->
          check
              .all(IdentityCheck.class)
              .flatMap(identity -> identity.marks().stream())
              .map(banner -> " (" + SafeText.masked(banner) + ")")
              .findFirst()
              .orElse("");
      case EGRESS -> RouteJson.seenAs(check).map(" (seen as %s)"::formatted).orElse("");
      case METADATA, GITHUB, JIRA, NEXUS, HTTP, DNS, TCP -> "";
    };
  }

  /** {@code reached in 12 ms}, or the stage and the failure that the last attempt ended with. */
  static String stop(RouteCheck check) {
    return check.last().map(CheckText::stop).orElse("no attempt was finished in time");
  }

  /** The families that go this way, for example {@code curl, git}. */
  static String clients(RouteCheck check) {
    return check.clients().stream().map(ClientFamily::label).collect(Collectors.joining(", "));
  }

  /** The URL without userinfo, query and fragment. */
  static String url(URI url) {
    return url.getScheme()
        + "://"
        + authority(url)
        + Objects.requireNonNullElse(url.getRawPath(), "");
  }

  /** Host and port; a host that java.net.URI does not recognise (an underscore) too. */
  private static String authority(URI url) {
    String authority = Objects.requireNonNullElse(url.getRawAuthority(), "");
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static String stop(Attempt attempt) {
    return attempt.failed().map(CheckText::failure).orElseGet(() -> "reached in " + took(attempt));
  }

  private static String failure(Observation stage) {
    return switch (stage.outcome()) {
      case Outcome.Failed(var failure, var took) -> failure.code() + " at " + stage.stage().label();
      case Outcome.Succeeded(var took) -> stage.stage().label() + " works";
      case Outcome.NotAttempted(var blockedBy) ->
          stage.stage().label() + " not attempted for want of " + blockedBy.label();
    };
  }

  private static String took(Attempt attempt) {
    Duration sum =
        attempt.observations().stream()
            .map(observation -> observation.outcome().took())
            .reduce(Duration.ZERO, Duration::plus);
    return Headline.time(sum);
  }
}
