package preflight.diagnosis.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.observation.TlsPeer;
import preflight.observation.TlsPeer.StoreVerdict;
import preflight.route.ClientFamily;

/** What the trust stores in use say of a chain, and whose tools that concerns. */
final class StoreVerdicts {

  /** As many as fit beside the rest of a finding. */
  private static final int SHOWN = 3;

  private StoreVerdicts() {}

  /** The families whose own store refuses; all that go there, where no store was kept. */
  static Set<ClientFamily> refusing(Claim claim) {
    Set<String> readers =
        of(claim)
            .filter(store -> !trusts(store))
            .flatMap(store -> store.readBy().stream())
            .collect(Collectors.toSet());
    Set<ClientFamily> families = EnumSet.noneOf(ClientFamily.class);
    Clients.families(claim.evidence(), claim.checks())
        .filter(family -> readers.contains(family.label()))
        .forEach(families::add);
    if (families.isEmpty()) {
      Clients.families(claim.evidence(), claim.checks()).forEach(families::add);
    }
    return families;
  }

  /** A sentence a store, those that refuse first. */
  static List<String> sentences(Claim claim) {
    return of(claim)
        .sorted((one, other) -> Boolean.compare(trusts(one), trusts(other)))
        .map(StoreVerdicts::sentence)
        .distinct()
        .limit(SHOWN)
        .toList();
  }

  private static Stream<StoreVerdict> of(Claim claim) {
    return claim.checks().stream()
        .flatMap(check -> Certificate.peer(check).stream())
        .map(TlsPeer::stores)
        .flatMap(List::stream);
  }

  private static String sentence(StoreVerdict store) {
    return "%s: the %s%s."
        .formatted(
            trusts(store) ? "Trusts it" : "Refuses it",
            store.store(),
            store.readBy().isEmpty() ? "" : ", read by " + Phrase.list(store.readBy().stream()));
  }

  private static boolean trusts(StoreVerdict store) {
    return store.outcome().succeeded();
  }
}
