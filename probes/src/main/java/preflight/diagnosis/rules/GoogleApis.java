package preflight.diagnosis.rules;

import java.util.Locale;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** Which checks ask Google's APIs, under whatever kind of target. */
final class GoogleApis {

  private GoogleApis() {}

  static boolean asks(RouteCheck check) {
    return check.target().kind() == Target.Kind.GOOGLE || domain(check).endsWith(".googleapis.com");
  }

  /**
   * Whether Private Google Access lets a subnet without Cloud NAT reach the host's public addresses
   * too, so that it says nothing about the internet.
   */
  static boolean needNoNat(RouteCheck check) {
    String domain = domain(check);
    return asks(check) || domain.endsWith(".gcr.io") || domain.endsWith(".pkg.dev");
  }

  /** {@code .host.example}: below a domain, or the domain itself. */
  private static String domain(RouteCheck check) {
    String host = Urls.host(check).toLowerCase(Locale.ROOT);
    return "." + (host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
  }
}
