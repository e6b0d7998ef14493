package preflight.diagnosis;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;

/**
 * What the evidence means.
 *
 * @param findings recognised causes, errors first, then in rule order
 * @param unexplained failed checks that decide over their target, or leave it open, and that no
 *     finding rests on
 */
public record Diagnosis(List<Finding> findings, List<RouteCheck> unexplained) {

  public Diagnosis {
    findings = List.copyOf(findings);
    unexplained = List.copyOf(unexplained);
  }

  /** One family's way to one target; a check that is made for nobody has one without a family. */
  private record FamilyWay(Target target, URI url, Route route, Optional<ClientFamily> family) {

    private static List<FamilyWay> of(RouteCheck check) {
      Stream<Optional<ClientFamily>> families =
          check.clients().isEmpty()
              ? Stream.of(Optional.empty())
              : check.clients().stream().map(Optional::of);
      return families
          .map(family -> new FamilyWay(check.target(), check.url(), check.route(), family))
          .toList();
    }
  }

  /**
   * Applies {@code rules} in order; a failed check is explained, family by family, by the first
   * rule that rests on it, and a finding all of whose checks are explained already is dropped. Very
   * many findings of one cause become few. The same evidence always gives the same diagnosis.
   */
  public static Diagnosis of(Evidence evidence, List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    Set<FamilyWay> explained = new HashSet<>();
    for (Rule rule : rules) {
      for (Finding finding : rule.findings(evidence).toList()) {
        List<FamilyWay> ways =
            finding.explains().stream().flatMap(check -> FamilyWay.of(check).stream()).toList();
        if (ways.isEmpty() || !explained.containsAll(ways)) {
          findings.add(finding);
          explained.addAll(ways);
        }
      }
    }
    findings.sort((one, other) -> one.severity().compareTo(other.severity()));
    return new Diagnosis(
        Alike.together(findings),
        evidence.checks().stream()
            .filter(check -> evidence.decides(check) || evidence.leavesOpen(check))
            .filter(check -> !explained.containsAll(FamilyWay.of(check)))
            .toList());
  }
}
