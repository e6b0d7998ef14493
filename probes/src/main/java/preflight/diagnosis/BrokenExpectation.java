package preflight.diagnosis;

import java.util.Optional;
import preflight.identity.CallerAddress;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.RouteCheck;
import preflight.plan.Expectations;
import preflight.plan.Target;

/** Tells whether an answer breaks what was expected of it; what is not known breaks nothing. */
final class BrokenExpectation {

  private BrokenExpectation() {}

  static boolean in(RouteCheck check, Expectations expected) {
    return check
        .all(IdentityCheck.class)
        .anyMatch(identity ->
            check.target().kind() == Target.Kind.EGRESS
                ? anotherAddress(identity, expected)
                : identity.metadata().filter(who -> anotherAccount(who, expected)).isPresent());
  }

  private static boolean anotherAddress(IdentityCheck identity, Expectations expected) {
    return !expected.egressAddresses().isEmpty()
        && identity.marks().stream()
            .flatMap(mark -> CallerAddress.literal(mark).stream())
            .anyMatch(seen -> !expected.egressAddresses().contains(seen));
  }

  private static boolean anotherAccount(MetadataIdentity who, Expectations expected) {
    Optional<String> account = expected.serviceAccount();
    boolean differs =
        account.isPresent() && who.email().isPresent() && !account.equals(who.email());
    return differs || (!who.scopes().isEmpty() && !expected.missingScopes(who.scopes()).isEmpty());
  }
}
