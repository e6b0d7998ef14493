package preflight.probe;

import java.net.URI;
import java.util.List;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;

/**
 * One check that is to be made: a target along a route, for the families that would go just so.
 *
 * @param clients may be empty: the direct route is always asked
 * @param counted those of them that count
 */
record CheckPlan(
    Target target, URI url, Route route, List<ClientFamily> clients, List<ClientFamily> counted) {

  CheckPlan {
    clients = List.copyOf(clients);
    counted = List.copyOf(counted);
  }

  /** What has been seen of it; a query may hold a secret and is left out. */
  RouteCheck seen(List<Attempt> attempts) {
    return new RouteCheck(
        target,
        Urls.withoutQuery(url),
        route,
        clients,
        counted.isEmpty() ? Standing.EVIDENCE : Standing.COUNTED,
        attempts);
  }
}
