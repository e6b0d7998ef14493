package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;

/** No nameserver of this container answers at all. */
final class DnsServerSilent implements Rule {

  private static final Remedy REMEDY =
      new Remedy(
          "See where the VPC's DNS sends queries (outbound server policy, forwarding zone) and let"
              + " UDP and TCP port 53 pass both ways.",
          Map.of(),
          List.of(
              "gcloud dns policies list " + Deployment.networkProject(),
              "gcloud dns managed-zones list --filter=visibility=private "
                  + Deployment.networkProject()));

  @Override
  public Cause cause() {
    return Cause.DNS_SERVER_SILENT;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return DnsFailure.ofServers(evidence, cause(), "no nameserver answers", REMEDY);
  }
}
