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

/** The certificate is good, but for other names than the one that was asked. */
final class TlsWrongName implements Rule {

  private static final int NAMES_SHOWN = 5;

  private static final String NAMELESS = "The certificate names no host at all.";

  @Override
  public Cause cause() {
    return Cause.TLS_WRONG_NAME;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(evidence, evidence.deciding(Code.TLS_WRONG_NAME), Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    List<String> names =
        Certificate.peer(check).map(peer -> Certificate.names(peer.leaf())).orElse(List.of());
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot trust %s: the certificate there is not for %s"
            .formatted(
                Clients.tools(StoreVerdicts.refusing(claim).stream()),
                claim.targets(),
                Urls.host(check)),
        List.of(
            names.isEmpty()
                ? Certificate.peer(check).map(TlsWrongName::nameless).orElse(NAMELESS)
                : "It is for %s%s."
                    .formatted(
                        Phrase.list(names.stream().limit(NAMES_SHOWN)),
                        names.size() > NAMES_SHOWN ? " and more" : ""),
            "%s presented it, issued by %s."
                .formatted(Urls.place(check), Certificate.issuer(check))),
        new Remedy(
            "Ask the service by a name that its certificate has, or have its owner add this one (as a"
                + " subject alternative name). Somebody else's certificate: the name leads astray.",
            Map.of(),
            List.of(
                Certificate.show(check).replace(" -showcerts", "")
                    + " | openssl x509 -noout -subject -ext subjectAltName")));
  }

  /** What is read by some clients only, whose stores tell. */
  private static String nameless(TlsPeer peer) {
    String subject = peer.leaf().getSubjectX500Principal().getName();
    return subject.contains("CN=")
        ? "It has no alternative name, only the subject %s; Go, OkHttp and urllib3 2 read none."
            .formatted(subject)
        : NAMELESS;
  }
}
