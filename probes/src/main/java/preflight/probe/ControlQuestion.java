package preflight.probe;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.AddressSpace;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.Route;

/** When another public host is asked: does the internet say nothing, or just this host? Pure. */
final class ControlQuestion {

  private static final int HTTPS = 443;

  private ControlQuestion() {}

  /** The question: whether the control host takes a connection. */
  static CheckPlan of(Plan plan) {
    URI uri = URI.create("tcp://" + plan.control() + ":" + HTTPS);
    var target = new Target("control", Target.Kind.TCP, Target.Need.OPTIONAL, uri);
    return new CheckPlan(target, uri, new Route.Direct(), List.of(), List.of());
  }

  /**
   * Whether a public host is silent that somebody goes to directly, and no public host was heard;
   * not where the control host is a target itself.
   */
  static boolean needed(Plan plan, List<RouteCheck> checks) {
    return plan.targets().stream().noneMatch(target -> target.host().equals(plan.control()))
        && checks.stream().anyMatch(check -> silent(check) && weighs(check, checks))
        && checks.stream().flatMap(ControlQuestion::dials).noneMatch(ControlQuestion::heard);
  }

  private static boolean silent(RouteCheck check) {
    List<Dial> dials = check.all(TcpConnect.class).flatMap(seen -> seen.dials().stream()).toList();
    return check.route() instanceof Route.Direct
        && check.failedWith(Code.TCP_TIMEOUT)
        && !dials.isEmpty()
        && dials.stream().allMatch(ControlQuestion::isPublic);
  }

  private static boolean weighs(RouteCheck check, List<RouteCheck> checks) {
    return check.counted()
        || checks.stream()
            .filter(other -> other.target().equals(check.target()))
            .noneMatch(other -> other.counted() || other.reached());
  }

  private static Stream<Dial> dials(RouteCheck check) {
    return check.attempts().stream()
        .flatMap(attempt -> attempt.all(TcpConnect.class))
        .flatMap(connect -> connect.dials().stream());
  }

  private static boolean heard(Dial dial) {
    return isPublic(dial)
        && (dial.outcome().succeeded() || dial.outcome().failedWith(Code.TCP_REFUSED));
  }

  private static boolean isPublic(Dial dial) {
    Optional<InetAddress> address = Optional.ofNullable(dial.remote().getAddress());
    return address.map(AddressSpace::of).filter(AddressSpace.PUBLIC::equals).isPresent();
  }
}
