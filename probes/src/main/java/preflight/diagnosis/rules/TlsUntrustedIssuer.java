package preflight.diagnosis.rules;

import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

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
            .formatted(
                Clients.tools(StoreVerdicts.refusing(claim).stream()), claim.targets(), issuer),
        Stream.concat(
                Stream.of(
                    "%s presented %s."
                        .formatted(
                            Urls.authority(check),
                            Certificate.peer(check)
                                .map(peer -> Certificate.described(peer.leaf()))
                                .orElse("no certificate that was kept"))),
                StoreVerdicts.sentences(claim).stream())
            .toList(),
        TrustRemedy.of(
            claim,
            "Where the issuer is your company's, add its root certificate to the image's bundle;"
                + " where it is nobody's, somebody reads along: ask who runs the network."));
  }
}
