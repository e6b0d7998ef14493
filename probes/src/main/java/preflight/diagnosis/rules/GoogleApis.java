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

  /** {@code secretmanager.googleapis.com}. */
  static String service(RouteCheck check) {
    return Urls.host(check);
  }
}
