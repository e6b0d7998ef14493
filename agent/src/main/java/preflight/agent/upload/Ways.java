package preflight.agent.upload;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;
import preflight.route.RouteTable;

/** Which ways to Google's API are worth trying, the surest first. */
final class Ways {

  private Ways() {}

  /**
   * First the ways that reached one of Google's APIs in this run, then those that reached anything
   * over TLS, then those that nothing is known of: as the container's settings say, and directly.
   * Ways on which all of Google's APIs failed come last.
   */
  static List<Route> to(URI endpoint, Verdict verdict, Container container) {
    List<RouteCheck> checks =
        verdict.targets().stream()
            .flatMap(result -> result.checks().stream())
            .filter(check -> "https".equals(check.url().getScheme()))
            .toList();
    List<Route> proven = routes(checks.stream().filter(Ways::google).filter(RouteCheck::reached));
    List<Route> refuted =
        routes(checks.stream().filter(Ways::google).filter(check -> !check.reached())).stream()
            .filter(route -> !proven.contains(route))
            .toList();
    List<Route> useful = routes(checks.stream().filter(RouteCheck::reached));
    Route set = RouteTable.of(container).decide(ClientFamily.PYTHON_REQUESTS, endpoint).route();
    return Stream.of(proven, useful, List.of(set, new Route.Direct()))
        .flatMap(List::stream)
        .distinct()
        .filter(Ways::followable)
        .sorted(Comparator.comparing(refuted::contains))
        .toList();
  }

  private static List<Route> routes(Stream<RouteCheck> checks) {
    return checks.map(RouteCheck::route).distinct().toList();
  }

  private static boolean google(RouteCheck check) {
    return check.target().kind() == Target.Kind.GOOGLE
        || String.valueOf(check.url().getHost()).endsWith(".googleapis.com");
  }

  private static boolean followable(Route route) {
    return switch (route) {
      case Route.Direct() -> true;
      case Route.Proxied proxied -> proxied.address().scheme() == ProxyAddress.Scheme.HTTP;
      case Route.Unsupported(var setting, var reason) -> false;
    };
  }
}
