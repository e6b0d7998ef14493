package preflight.diagnosis.rules;

import java.net.InetAddress;
import java.util.List;
import preflight.diagnosis.Evidence;
import preflight.interception.InternetHosts;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;
import preflight.route.InternalHost;

/** Tells hosts of the internet, whose certificates a public root signs, from private ones. */
final class PublicHosts {

  private PublicHosts() {}

  /**
   * Whether every address that the host has here is public; where only a proxy knows the address,
   * whether everybody knows the host.
   */
  static boolean knownBy(Evidence evidence, RouteCheck check) {
    return addresses(evidence, check).isEmpty()
        ? InternetHosts.contains(UriPort.host(check.url()))
        : evidence
            .direct(check.target())
            .allMatch(direct -> Urls.addresses(direct).isEmpty() || Urls.publicly(direct));
  }

  /** The same; where only a proxy knows the address, the host's looks have to do. */
  static boolean likely(Evidence evidence, RouteCheck check) {
    return addresses(evidence, check).isEmpty()
        ? !InternalHost.is(check.url())
        : knownBy(evidence, check);
  }

  /** Whether two hosts belong to different domains, going by the last two labels. */
  static boolean unrelated(RouteCheck one, RouteCheck other) {
    return !domain(one).equals(domain(other));
  }

  private static String domain(RouteCheck check) {
    List<String> labels = List.of(UriPort.host(check.url()).split("\\.", -1));
    return String.join(".", labels.subList(Math.max(0, labels.size() - 2), labels.size()));
  }

  private static List<InetAddress> addresses(Evidence evidence, RouteCheck check) {
    return evidence
        .direct(check.target())
        .flatMap(direct -> Urls.addresses(direct).stream())
        .toList();
  }
}
