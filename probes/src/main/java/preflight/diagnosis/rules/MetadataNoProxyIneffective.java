package preflight.diagnosis.rules;

import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;

/** NO_PROXY names the metadata server, but in a form that these clients do not match. */
final class MetadataNoProxyIneffective implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_NO_PROXY_INEFFECTIVE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    NoProxy bypass = NoProxy.of(evidence.container());
    return bypass.metadataEntries().isEmpty()
        ? Stream.empty()
        : Claim.over(
                evidence, MetadataChecks.proxiedBy(SettingSource.ENVIRONMENT, evidence).stream())
            .map(claim -> finding(claim, bypass));
  }

  private Finding finding(Claim claim, NoProxy bypass) {
    Evidence evidence = claim.evidence();
    return claim.finding(
        cause(),
        MetadataProxiedByEnv.confidence(claim),
        "%s cannot get a token: %s does not keep the metadata server off %s (%s)"
            .formatted(
                claim.tools(),
                bypass.asSet(),
                MetadataProxiedByEnv.settings(claim),
                Answerer.inShort(claim.first())),
        Stream.of(
                NoProxyFlaw.of(bypass, claim),
                Stream.of(MetadataProxiedByEnv.proxysAnswer(claim.first())),
                Stream.of(MetadataProxiedByEnv.directWayWorks(evidence)),
                MetadataProxiedByEnv.whoGoesDirectly(claim))
            .flatMap(facts -> facts)
            .toList(),
        ProxyRemedy.of(SettingSource.ENVIRONMENT, evidence, "the metadata server"));
  }
}
