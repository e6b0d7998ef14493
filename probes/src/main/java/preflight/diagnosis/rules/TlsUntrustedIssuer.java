package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;
import preflight.observation.TlsPeer.StoreVerdict;
import preflight.route.ClientFamily;

/** A trust store that counts does not know who issued the certificate. */
final class TlsUntrustedIssuer implements Rule {

  @Override
  public Cause cause() {
    return Cause.TLS_UNTRUSTED_ISSUER;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, evidence.deciding(Code.TLS_UNTRUSTED), Certificate::issuer)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String issuer = Certificate.issuer(check);
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: its certificate is issued by %s"
            .formatted(refused(claim), claim.targets(), issuer),
        Stream.concat(
                Stream.of(
                    "%s presented %s."
                        .formatted(
                            Urls.authority(check),
                            Certificate.peer(check)
                                .map(peer -> Certificate.described(peer.leaf()))
                                .orElse("no certificate that was kept"))),
                stores(claim).limit(3))
            .toList(),
        new Remedy(
            "Where the issuer is your company's, add its root certificate to the image's bundle;"
                + " where it is nobody's, somebody reads along: ask who runs the network.",
            Map.of(),
            List.of(Certificate.show(check))));
  }

  /** The tools whose own store refuses; all that go there, where no store was kept. */
  private static String refused(Claim claim) {
    Set<String> readers =
        verdicts(claim)
            .filter(store -> !trusts(store))
            .flatMap(store -> store.readBy().stream())
            .collect(Collectors.toSet());
    List<ClientFamily> families =
        Clients.families(claim.evidence(), claim.checks())
            .filter(family -> readers.contains(family.label()))
            .toList();
    return families.isEmpty() ? claim.tools() : Clients.tools(families.stream());
  }

  private static Stream<StoreVerdict> verdicts(Claim claim) {
    return claim.checks().stream()
        .flatMap(check -> Certificate.peer(check).stream())
        .map(TlsPeer::stores)
        .flatMap(List::stream);
  }

  private static Stream<String> stores(Claim claim) {
    return verdicts(claim)
        .sorted((one, other) -> Boolean.compare(trusts(one), trusts(other)))
        .map(store ->
            "%s: the %s%s."
                .formatted(
                    trusts(store) ? "Trusts it" : "Refuses it",
                    store.store(),
                    store.readBy().isEmpty()
                        ? ""
                        : ", read by " + Phrase.list(store.readBy().stream())))
        .distinct();
  }

  private static boolean trusts(StoreVerdict store) {
    return store.outcome().succeeded();
  }
}
