package preflight.diagnosis.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.NameLookup;
import preflight.observation.RouteCheck;

/** The metadata server answers at its address, and its name leads elsewhere or nowhere. */
final class MetadataNameRewritten implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_NAME_REWRITTEN;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return MetadataChecks.byAddress(evidence).filter(RouteCheck::reached).stream()
        .flatMap(address -> Claim.over(evidence, rewritten(evidence)))
        .map(this::finding);
  }

  private static Stream<RouteCheck> rewritten(Evidence evidence) {
    return MetadataChecks.direct(evidence)
        .filter(check -> !check.reached() || evidence.speaksForAnother(check))
        .filter(check -> Urls.host(check).equals(MetadataChecks.NAME))
        .filter(check -> unknown(check) || leadsElsewhere(check));
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String leads = unknown(check) ? "no address" : Phrase.list(addresses(check));
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot get a token: %s leads to %s instead of %s"
            .formatted(claim.tools(), MetadataChecks.NAME, leads, MetadataChecks.ADDRESS),
        List.of(
            MetadataForeignIdentity.difference(claim.evidence(), check)
                .orElseGet(() -> "Asked by name: %s.".formatted(Phrase.failure(check))),
            MetadataProxiedByEnv.directWayWorks(claim.evidence()),
            "No proxy is on that way: a DNS zone, a response policy or the image's own /etc is at"
                + " work."),
        new Remedy(
            "Take the name out of the zone or response policy that answers it, or stop rewriting"
                + " resolv.conf; until then set GCE_METADATA_HOST and GCE_METADATA_ROOT to "
                + MetadataChecks.ADDRESS
                + ".",
            Map.of(),
            List.of(
                "gcloud dns response-policies rules create allow-mds --response-policy=RP"
                    + " --dns-name=metadata.google.internal. --behavior=bypassResponsePolicy "
                    + Deployment.networkProject(),
                unknown(check)
                    ? record("create", " --ttl=300 --rrdatas=" + MetadataChecks.ADDRESS)
                    : record("delete", ""),
                Vpc.showZones(),
                "gcloud dns response-policies list %s # shows the policies"
                    .formatted(Deployment.networkProject()))));
  }

  private static String record(String verb, String data) {
    return "gcloud dns record-sets %s metadata.google.internal. --zone=ZONE --type=A%s %s"
        .formatted(verb, data, Deployment.networkProject());
  }

  private static boolean unknown(RouteCheck check) {
    return check.failedWith(Code.DNS_NAME_UNKNOWN);
  }

  private static boolean leadsElsewhere(RouteCheck check) {
    return addresses(check).findAny().isPresent()
        && addresses(check).noneMatch(MetadataChecks.ADDRESS::equals);
  }

  private static Stream<String> addresses(RouteCheck check) {
    return check
        .all(NameLookup.class)
        .flatMap(lookup -> lookup.addresses().stream())
        .map(InetAddress::getHostAddress);
  }
}
