package preflight.diagnosis.rules;

import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** Which checks ask Google's APIs, under whatever kind of target. */
final class GoogleApis {

  private GoogleApis() {}

  static boolean asks(RouteCheck check) {
    return check.target().kind() == Target.Kind.GOOGLE
        || Urls.host(check).matches("(?i).+\\.googleapis\\.com\\.?");
  }

  /**
   * Whether Private Google Access lets a subnet without Cloud NAT reach the host's public addresses
   * too, so that it says nothing about the internet.
   */
  static boolean needNoNat(RouteCheck check) {
    return asks(check) || Urls.host(check).matches("(?i)(.+\\.)?(gcr\\.io|pkg\\.dev)\\.?");
  }
}
