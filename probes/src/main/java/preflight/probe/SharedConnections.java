package preflight.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import preflight.plan.Target;
import preflight.plan.UriPort;
import preflight.route.ClientFamily;
import preflight.route.Route;

/** Which checks of a run ask the same service along the same way, and share its connections. */
final class SharedConnections implements AutoCloseable {

  /** All that a connection, and what is said about it, depends on; times included. */
  private record Service(
      String origin,
      Route route,
      List<ClientFamily> clients,
      List<ClientFamily> counted,
      Target.Need need) {

    static Service of(CheckPlan check) {
      return new Service(
          check.url().getScheme()
              + "://"
              + UriPort.host(check.url())
              + ":"
              + UriPort.port(check.url()),
          check.route(),
          check.clients(),
          check.counted(),
          check.target().need());
    }

    /** Written out, as in {@link Target}. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Service that
          && origin.equals(that.origin)
          && route.equals(that.route)
          && clients.equals(that.clients)
          && counted.equals(that.counted)
          && need == that.need;
    }

    @Override
    public int hashCode() {
      return 31 * origin.hashCode() + route.hashCode();
    }
  }

  private final Map<Service, ServiceConnections> shared;

  private SharedConnections(Map<Service, ServiceConnections> shared) {
    this.shared = shared;
  }

  static SharedConnections of(List<CheckPlan> checks) {
    Map<Service, Long> counts =
        checks.stream()
            .filter(SharedConnections::canShare)
            .map(Service::of)
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    return new SharedConnections(
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 1)
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, count -> new ServiceConnections(true))));
  }

  /** The connections that this check may use. */
  ServiceConnections of(CheckPlan check) {
    return canShare(check)
        ? shared.getOrDefault(Service.of(check), ServiceConnections.alone())
        : ServiceConnections.alone();
  }

  private static boolean canShare(CheckPlan check) {
    return switch (check.target().kind()) {
      case GITHUB, JIRA, NEXUS, HTTP, GOOGLE, EGRESS -> true;
      case METADATA, DNS, TCP, SSH -> false;
    };
  }

  @Override
  public void close() {
    shared.values().forEach(ServiceConnections::close);
  }
}
