package preflight.diagnosis.rules;

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
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;

/** Server and client have no version of TLS in common. */
final class TlsVersionRefused implements Rule {

  @Override
  public Cause cause() {
    return Cause.TLS_VERSION_REFUSED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, evidence.deciding(Code.TLS_VERSION), Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String show = Certificate.show(check).replace(" -showcerts", "");
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: %s speaks no version of TLS that is in use today"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check)),
        List.of(
            "The handshake: %s.".formatted(Phrase.failure(check)),
            Certificate.peer(check)
                .map(TlsVersionRefused::chosen)
                .orElse("It ended before a certificate was presented.")),
        new Remedy(
            "Have the service's owner enable TLS 1.2 or 1.3. Do not lower the minimum version of the"
                + " job's tools instead: that weakens their TLS with every other host.",
            Map.of(),
            List.of(show.replace("</dev/null", "-tls1_2 </dev/null"))));
  }

  private static String chosen(TlsPeer peer) {
    return "It chose %s, which RFC 8996 retired, and presented %s."
        .formatted(peer.protocol(), peer.leaf().getSubjectX500Principal().getName());
  }
}
