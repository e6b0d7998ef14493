package preflight.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import preflight.observation.RouteCheck;

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

  /**
   * Applies {@code rules} in order; a failed check is explained by the first rule that rests on it,
   * and a finding all of whose checks are explained already is dropped. The same evidence always
   * gives the same diagnosis.
   */
  public static Diagnosis of(Evidence evidence, List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    Set<RouteCheck> explained = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Rule rule : rules) {
      for (Finding finding : rule.findings(evidence).toList()) {
        if (finding.explains().isEmpty() || !explained.containsAll(finding.explains())) {
          findings.add(finding);
          explained.addAll(finding.explains());
        }
      }
    }
    findings.sort(Comparator.comparing(Finding::severity));
    return new Diagnosis(
        findings,
        evidence.checks().stream()
            .filter(check -> evidence.decides(check) || evidence.leavesOpen(check))
            .filter(check -> !explained.contains(check))
            .toList());
  }
}
