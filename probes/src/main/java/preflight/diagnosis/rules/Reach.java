package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.AddressSpace;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.ProxyAddress;

/**
 * How far the container's packets come: who takes a connection or refuses it, and who is silent.
 */
record Reach(Evidence evidence) {

  /** Direct ways that fail their target by silence, to addresses of this space alone. */
  List<RouteCheck> silent(AddressSpace space) {
    return DirectChecks.failed(evidence, Code.TCP_TIMEOUT)
        .filter(check -> Urls.all(check, space))
        .toList();
  }

  /** Hosts, proxies among them, an address of which was heard; Google's APIs are no witnesses. */
  List<String> answering(AddressSpace space) {
    return heard(space, false);
  }

  /** Google's APIs that were heard at addresses of this space. */
  List<String> answeringGoogleApis(AddressSpace space) {
    return heard(space, true);
  }

  /** Private hosts, and Google's APIs inside the VPC, that were heard: the VPC itself works. */
  List<String> answeringInVpc() {
    return Stream.of(
            answering(AddressSpace.PRIVATE),
            answering(AddressSpace.GOOGLE_VIRTUAL),
            answeringGoogleApis(AddressSpace.GOOGLE_VIRTUAL))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether the control host lies on the internet and was silent. */
  boolean controlIsSilent() {
    return evidence
        .control()
        .filter(control -> Urls.publicly(control) && control.failedWith(Code.TCP_TIMEOUT))
        .isPresent();
  }

  /** How many hosts these are: several names of one address are one. */
  static long hosts(List<RouteCheck> checks) {
    return checks.stream().map(Urls::addresses).distinct().count();
  }

  private List<String> heard(AddressSpace space, boolean googleApis) {
    return Stream.concat(evidence.checks().stream(), evidence.control().stream())
        .filter(check -> check.target().kind() != Target.Kind.METADATA)
        .filter(
            check -> (check.route().proxy().isEmpty() && GoogleApis.needNoNat(check)) == googleApis)
        .filter(check -> hears(check, space))
        .map(check -> check.route().proxy().map(ProxyAddress::host).orElse(Urls.host(check)))
        .distinct()
        .toList();
  }

  private static boolean hears(RouteCheck check, AddressSpace space) {
    return check.attempts().stream()
        .flatMap(attempt -> attempt.all(TcpConnect.class))
        .flatMap(connect -> connect.dials().stream())
        .filter(Reach::heard)
        .map(dial -> dial.remote().getAddress())
        .anyMatch(address -> AddressSpace.of(address) == space);
  }

  /** Whether the address took the connection, or refused it. */
  static boolean heard(Dial dial) {
    return dial.outcome().succeeded() || dial.outcome().failedWith(Code.TCP_REFUSED);
  }
}
