package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;

/** The nameserver answers that it cannot or will not say (SERVFAIL, REFUSED). */
final class DnsServerFailed implements Rule {

  private static final Remedy REMEDY =
      new Remedy(
          "SERVFAIL: the server behind a forwarding zone fails or is not reached; give the zone one"
              + " that works. REFUSED: it does not serve the VPC; have its owner allow it.",
          Map.of(),
          List.of(
              "gcloud dns managed-zones update ZONE --forwarding-targets=DNS_SERVER_IP "
                  + Deployment.networkProject(),
              Vpc.showZones(),
              Vpc.showDnsPolicies()));

  @Override
  public Cause cause() {
    return Cause.DNS_SERVER_FAILED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return DnsFailure.ofServers(evidence, cause(), failure -> "DNS answers with a failure", REMEDY);
  }
}
