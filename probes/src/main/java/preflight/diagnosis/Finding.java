package preflight.diagnosis;

import java.util.List;
import preflight.observation.RouteCheck;

/**
 * A cause that a rule recognised.
 *
 * @param cause its code
 * @param severity what it means for this run
 * @param confidence how surely the evidence leads there
 * @param target the target's name, or several joined with {@code ", "}
 * @param summary one sentence, present tense: who cannot do what, because of what
 * @param because the evidence, a sentence a fact; never empty
 * @param remedy what to do about it
 * @param explains the checks whose failure rests on this cause, with those of their clients alone
 *     that it holds for
 */
public record Finding(
    Cause cause,
    Severity severity,
    Confidence confidence,
    String target,
    String summary,
    List<String> because,
    Remedy remedy,
    List<RouteCheck> explains) {

  public Finding {
    because = List.copyOf(because);
    explains = List.copyOf(explains);
    if (because.isEmpty()) {
      throw new IllegalArgumentException("a finding rests on at least one fact: " + cause);
    }
  }
}
