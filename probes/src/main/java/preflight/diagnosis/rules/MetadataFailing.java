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

/** The genuine metadata server answers 429 or 5xx to the end. */
final class MetadataFailing implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_FAILING;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return MetadataChecks.byAddress(evidence)
        .filter(check -> check.failedWith(Code.HTTP_SERVICE_FAILING))
        .filter(check -> !evidence.outcome(check.target()).usable())
        .map(check -> finding(new Claim(evidence, MetadataChecks.failed(evidence)), check))
        .stream();
  }

  private Finding finding(Claim claim, RouteCheck check) {
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "Nothing here can get a token: the metadata server itself answers %s"
            .formatted(Answerer.inShort(check)),
        List.of(
            "%s, asked directly: %s.".formatted(Urls.host(check), Answerer.inFull(check)),
            "It still failed at attempt %d.".formatted(check.attempts().size()),
            "The answer came over the direct way: no proxy and no DNS is involved."),
        new Remedy(
            "Run it again; ask for fewer tokens at once where it says 429 (a token serves an"
                + " hour). Where it lasts, open a support case with this line.",
            Map.of(),
            List.of(Deployment.of(claim.evidence()).execute())));
  }
}
