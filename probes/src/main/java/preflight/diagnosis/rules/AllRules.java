package preflight.diagnosis.rules;

import java.util.List;
import preflight.diagnosis.Rule;

/** The catalogue, most specific first: the first rule that rests on a check explains it. */
public final class AllRules {

  /** Every rule, in the order they are applied. */
  public static final List<Rule> ALL = List.of();

  private AllRules() {}
}
