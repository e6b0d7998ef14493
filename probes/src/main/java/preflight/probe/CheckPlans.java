package preflight.probe;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.route.RouteTable;
import preflight.route.SshWay;

/** Which checks a plan asks for: the direct ways, and the ways that the families would go. */
final class CheckPlans {

  private static final String METADATA_ADDRESS = "169.254.169.254";
  static final URI METADATA_BY_NAME = URI.create("http://metadata.google.internal");

  private record Way(URI url, Route route) {
    /** Written out, as in {@link Target}. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Way(var itsUrl, var itsRoute)
          && url.equals(itsUrl)
          && route.equals(itsRoute);
    }

    @Override
    public int hashCode() {
      return 31 * url.hashCode() + route.hashCode();
    }
  }

  private CheckPlans() {}

  /** Families that come to the same URL and route share one check. */
  static List<CheckPlan> of(Plan plan, RouteTable routes) {
    List<ClientFamily> counted = routes.counted(plan.clients());
    List<CheckPlan> checks = new ArrayList<>();
    for (Target target : plan.targets()) {
      Map<Way, List<ClientFamily>> ways = new LinkedHashMap<>();
      directWays(target, plan.metadataHost(), routes)
          .forEach(way -> ways.put(way, new ArrayList<>()));
      for (ClientFamily family : routes.asking(target.kind())) {
        if (counted.isEmpty() || counted.contains(family)) {
          URI url = url(target, family, routes);
          Way way = new Way(url, routes.decide(family, url).route());
          ways.computeIfAbsent(way, unseen -> new ArrayList<>()).add(family);
        }
      }
      ways.forEach((way, families) ->
          checks.add(
              new CheckPlan(
                  target,
                  way.url(),
                  way.route(),
                  families,
                  families.stream().filter(counted::contains).toList())));
    }
    return List.copyOf(checks);
  }

  private static List<Way> directWays(
      Target target, InetSocketAddress metadataHost, RouteTable routes) {
    return switch (target.kind()) {
      case METADATA -> {
        Way byAddress = direct(URI.create(Urls.origin(http(metadataHost))));
        yield metadataHost.getHostString().equals(METADATA_ADDRESS)
            ? List.of(byAddress, direct(METADATA_BY_NAME))
            : List.of(byAddress);
      }
      case SSH -> {
        SshWay ssh = routes.ssh(target.uri());
        yield List.of(new Way(ssh.url(), ssh.route()));
      }
      case GITHUB, JIRA, NEXUS, HTTP, DNS, TCP, GOOGLE, EGRESS -> List.of(direct(target.uri()));
    };
  }

  private static Way direct(URI url) {
    return new Way(url, new Route.Direct());
  }

  private static URI url(Target target, ClientFamily family, RouteTable routes) {
    return target.kind() == Target.Kind.METADATA
        ? URI.create(Urls.origin(routes.metadataUrl(family)))
        : target.uri();
  }

  private static URI http(InetSocketAddress address) {
    String host = address.getHostString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + bracketed + ":" + address.getPort());
  }
}
