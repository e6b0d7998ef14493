package preflight.diagnosis.rules;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.identity.ServiceIdentity;
import preflight.interception.Channel;
import preflight.interception.Redirect;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.Recognition;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** What a service that was reached says with its answer, where it does not simply serve. */
final class ServiceAnswers {

  /** Words of the paths and names under which one signs on, as a whole between delimiters. */
  private static final Pattern SIGN_ON =
      Pattern.compile(
          "(?i)(?:^|[^a-z])(?:log-?in|sign-?[io]n|sso|saml2?|samlrequest|oauth2?|openid|oidc|adfs"
              + "|idp|cas|auth|authorize|authenticate|accounts)(?:[^a-z]|$)");

  private ServiceAnswers() {}

  /** The checks that count for their target and ended with an answer of the service's own. */
  static Stream<RouteCheck> reached(Evidence evidence) {
    return evidence.checks().stream()
        .filter(check -> check.target().kind() != Target.Kind.METADATA)
        .filter(RouteCheck::reached)
        .filter(check -> check.answer().isPresent())
        .filter(evidence::weighs);
  }

  /** Whether the answer cannot be anybody else's: verified TLS proves the name, or marks do. */
  static boolean genuine(RouteCheck check) {
    return Answerer.channel(check) == Channel.VERIFIED_TLS
        || check
            .all(HttpExchange.class)
            .flatMap(exchange -> exchange.answer().stream())
            .map(answer ->
                ServiceIdentity.of(check.target().kind(), answer, Answerer.channel(check)))
            .anyMatch(recognised -> recognised.recognition() == Recognition.CONTENT);
  }

  /** Where the answer sends a person to sign on; without its query, which holds the request. */
  static Optional<URI> signOn(RouteCheck check) {
    return check
        .answer()
        .flatMap(Redirect::of)
        .flatMap(redirect -> resolved(check.url(), redirect.location()))
        .filter(to ->
            SIGN_ON.matcher(to.getHost() + " " + to.getRawPath()).find() || carriesARequest(to))
        .filter(to -> elsewhere(check, to) || asksAnInterface(check))
        .filter(to -> genuine(check))
        .map(to -> URI.create(to.getScheme() + "://" + to.getHost() + to.getRawPath()));
  }

  /** Whether the service wants fewer requests: 429, or GitHub's 403 with nothing remaining. */
  static boolean limited(RouteCheck check) {
    return check.answer().filter(ServiceAnswers::limited).isPresent();
  }

  private static boolean limited(HttpAnswer answer) {
    boolean nothingRemains =
        answer.header("X-RateLimit-Remaining").filter(left -> left.strip().equals("0")).isPresent();
    boolean later =
        answer.header("Retry-After").isPresent()
            && answer.header("X-GitHub-Request-Id").isPresent();
    return answer.status() == 429 || (answer.status() == 403 && (nothingRemains || later));
  }

  /** A web page may well begin with a login of its own; what a program asks for does not. */
  private static boolean asksAnInterface(RouteCheck check) {
    return switch (check.target().kind()) {
      case JIRA, NEXUS, GOOGLE -> true;
      case METADATA, GITHUB, HTTP, DNS, TCP, SSH, EGRESS -> false;
    };
  }

  private static boolean elsewhere(RouteCheck check, URI to) {
    return !to.getHost().equalsIgnoreCase(check.url().getHost());
  }

  /** Less is asked than of a portal's redirect: the answer is proven to be the service's own. */
  private static boolean carriesARequest(URI to) {
    return to.getRawQuery() != null
        && to.getRawQuery().matches("(?:.*&)?(?:SAMLRequest|response_type|client_id)=.*");
  }

  private static Optional<URI> resolved(URI asked, String location) {
    try {
      URI to = asked.resolve(location.strip());
      return to.getHost() == null || to.getScheme() == null ? Optional.empty() : Optional.of(to);
    } catch (IllegalArgumentException noUri) {
      return Optional.empty();
    }
  }
}
