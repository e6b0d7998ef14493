package preflight.diagnosis.rules;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import preflight.observation.AddressSpace;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;
import preflight.route.Route;

/** Where a check's URL leads: name, port, and on which side of the VPC its addresses lie. */
final class Urls {

  private Urls() {}

  static String host(RouteCheck check) {
    return UriPort.host(check.url());
  }

  /** {@code jira.corp:443}; an IPv6 address stands in brackets, as in a URL. */
  static String authority(RouteCheck check) {
    return check.url().getHost() + ":" + UriPort.port(check.url());
  }

  /** Every address that the last attempt resolved or dialled; the proxy's, where one is asked. */
  static List<InetAddress> addresses(RouteCheck check) {
    return Stream.concat(
            check.all(NameLookup.class).flatMap(lookup -> lookup.addresses().stream()),
            check
                .all(TcpConnect.class)
                .flatMap(connect -> connect.dials().stream())
                .map(Dial::remote)
                .map(InetSocketAddress::getAddress)
                .filter(Objects::nonNull))
        .distinct()
        .toList();
  }

  /** {@code 140.82.121.4 and 140.82.121.3}; behind a proxy the host, for only that is known. */
  static String place(RouteCheck check) {
    List<InetAddress> addresses = addresses(check);
    return addresses.isEmpty() || !(check.route() instanceof Route.Direct)
        ? host(check)
        : Phrase.list(addresses.stream().map(InetAddress::getHostAddress));
  }

  /** Whether every address is one of a private network's. */
  static boolean privately(RouteCheck check) {
    return all(check, AddressSpace.PRIVATE);
  }

  /** Whether every address lies on the internet. */
  static boolean publicly(RouteCheck check) {
    return all(check, AddressSpace.PUBLIC);
  }

  /** Whether every address lies in {@code space}. */
  static boolean all(RouteCheck check, AddressSpace space) {
    List<InetAddress> addresses = addresses(check);
    return !addresses.isEmpty()
        && addresses.stream().allMatch(address -> AddressSpace.of(address) == space);
  }
}
