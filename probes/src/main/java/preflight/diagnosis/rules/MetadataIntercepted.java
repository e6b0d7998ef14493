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

/**
 * Somebody else answers at the metadata server's own address, asked without any proxy.
 *
 * <p>Only this cause justifies a look at the egress mode, and only as a comparison.
 */
final class MetadataIntercepted implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_INTERCEPTED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return MetadataChecks.byAddress(evidence)
        .filter(check -> check.failedWith(Code.IDENTITY_FOREIGN))
        .map(check -> finding(new Claim(evidence, MetadataChecks.failed(evidence)), check))
        .stream();
  }

  private Finding finding(Claim claim, RouteCheck check) {
    Deployment deployment = Deployment.of(claim.evidence());
    boolean known = Answerer.instead(check).isPresent();
    return claim.finding(
        cause(),
        known ? Confidence.CERTAIN : Confidence.LIKELY,
        "Nothing here can get a token: %s answers at the metadata server's address (%s)"
            .formatted(
                known ? "a proxy that nobody configured" : "a stranger", Answerer.inShort(check)),
        List.of(
            "%s, asked directly: %s.".formatted(Urls.host(check), Answerer.inFull(check)),
            check.answer().flatMap(answer -> answer.header("Metadata-Flavor")).isEmpty()
                ? "The answer lacks Metadata-Flavor: Google."
                    + Answerer.unmasking(check)
                        .or(() -> Answerer.sign(check).map("A sign: %s."::formatted))
                        .map(" "::concat)
                        .orElse("")
                : "The answer carries Metadata-Flavor and is not a metadata server's.",
            "It was asked by address, so neither DNS nor a proxy variable sent it astray."),
        new Remedy(
            "Look for a redirect inside the task first: iptables rules, a sidecar, the base image."
                + " To compare, run once with private-ranges-only; it is a test, not the mend.",
            Map.of(),
            List.of(
                deployment.show("sidecars"),
                deployment.update("--vpc-egress=private-ranges-only")
                    + " # shows the difference; set it back afterwards")));
  }
}
