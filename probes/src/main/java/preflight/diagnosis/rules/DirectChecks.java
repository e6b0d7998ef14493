package preflight.diagnosis.rules;

import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Route;

/**
 * The direct checks, the metadata server's excepted: its address belongs to no network that a
 * firewall or a route could close.
 */
final class DirectChecks {

  private DirectChecks() {}

  /** Those that fail their target, with one of {@code codes}. */
  static Stream<RouteCheck> failed(Evidence evidence, Code... codes) {
    return all(evidence).filter(evidence::decides).filter(check -> check.failedWith(codes));
  }

  /** Whether an address of the target accepted the connection, or refused it. */
  static boolean answers(RouteCheck check) {
    return check
        .all(TcpConnect.class)
        .flatMap(connect -> connect.dials().stream())
        .anyMatch(Reach::heard);
  }

  static Stream<RouteCheck> all(Evidence evidence) {
    return evidence.checks().stream()
        .filter(check -> check.route() instanceof Route.Direct)
        .filter(check -> check.target().kind() != Target.Kind.METADATA);
  }
}
