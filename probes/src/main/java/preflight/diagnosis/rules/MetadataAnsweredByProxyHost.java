package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;
import preflight.identity.MetadataAnswers;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;

/**
 * The proxy forwards the request to the metadata server of its own machine, which refuses what was
 * forwarded: the page is Google's, and yet it is the proxy setting that fails.
 *
 * <p>Where that server grants its machine's token, it is {@link MetadataForeignIdentity}.
 */
final class MetadataAnsweredByProxyHost implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_ANSWERED_BY_PROXY_HOST;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.of(SettingSource.values())
        .flatMap(source ->
            Claim.over(
                    evidence,
                    MetadataChecks.proxiedBy(source, evidence).stream()
                        .filter(check -> check.answer().filter(this::refusal).isPresent()))
                .map(claim -> finding(claim, source)));
  }

  private Finding finding(Claim claim, SettingSource source) {
    RouteCheck check = claim.first();
    HttpAnswer answer = check.answer().orElseThrow();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot get a token: through %s the metadata server of the proxy's own machine answers (%s)"
            .formatted(claim.tools(), ProxiedChecks.proxy(check), answer),
        List.of(
            ProxiedChecks.sentBy(claim),
            MetadataAnswers.relayed(answer)
                .map(sign ->
                    "The refusal is Google's own, and %s says that it was forwarded."
                        .formatted(sign))
                .orElse("The refusal is Google's own, not a page of the proxy."),
            MetadataProxiedByEnv.directWayWorks(claim.evidence())),
        ProxyRemedy.of(source, claim.evidence(), "the metadata server"));
  }

  private boolean refusal(HttpAnswer answer) {
    return answer.status() / 100 == 4 && MetadataAnswers.byGoogle(answer);
  }
}
