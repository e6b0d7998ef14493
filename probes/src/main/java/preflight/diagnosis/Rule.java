package preflight.diagnosis;

import java.util.stream.Stream;

/** Recognises one cause. Implementations are stateless, and read nothing but the evidence. */
public interface Rule {

  /** The cause that this rule recognises. */
  Cause cause();

  /** Every occurrence of the cause in {@code evidence}; empty when there is none. */
  Stream<Finding> findings(Evidence evidence);
}
