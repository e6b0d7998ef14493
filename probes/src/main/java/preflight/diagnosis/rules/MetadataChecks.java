package preflight.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Route;

/** The ways to the metadata server that the rules compare. */
final class MetadataChecks {

  /** The name that Google's client libraries ask for. */
  static final String NAME = "metadata.google.internal";

  /** The address that the name stands for on Google Cloud. */
  static final String ADDRESS = "169.254.169.254";

  private MetadataChecks() {}

  /**
   * The direct check of the container's own server, whatever a variable says: what the others are
   * measured by.
   */
  static Optional<RouteCheck> byAddress(Evidence evidence) {
    String asked = evidence.plan().metadataHost().getHostString();
    return direct(evidence)
        .filter(check -> Urls.host(check).equals(asked))
        .filter(check -> check.last().isPresent())
        .findFirst();
  }

  /** The direct checks, by address and by name. */
  static Stream<RouteCheck> direct(Evidence evidence) {
    return evidence.of(Target.Kind.METADATA).filter(check -> check.route() instanceof Route.Direct);
  }

  /** Every failed check, whichever way it went. */
  static List<RouteCheck> failed(Evidence evidence) {
    return evidence.of(Target.Kind.METADATA).filter(check -> !check.reached()).toList();
  }

  /** A direct check that works at this moment. */
  static Optional<RouteCheck> working(Evidence evidence) {
    return direct(evidence).filter(RouteCheck::reached).findFirst();
  }

  /**
   * The failed checks that a setting of {@code source} keeps from the metadata server, while the
   * direct way works; not those that another machine's metadata server answered.
   */
  static List<RouteCheck> proxiedBy(SettingSource source, Evidence evidence) {
    return working(evidence).isEmpty()
        ? List.of()
        : failed(evidence).stream()
            .filter(check -> !(check.route() instanceof Route.Direct))
            .filter(check -> check.last().isPresent())
            .filter(check -> !MetadataForeignIdentity.answeredByAnother(evidence, check))
            .flatMap(check -> source.part(evidence, check).stream())
            .toList();
  }

  /** What the answer says of itself, where a metadata server answered. */
  static Optional<MetadataIdentity> identity(RouteCheck check) {
    return check
        .all(IdentityCheck.class)
        .flatMap(identity -> identity.metadata().stream())
        .findFirst();
  }
}
