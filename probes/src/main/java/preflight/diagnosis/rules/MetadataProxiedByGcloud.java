package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;

/** gcloud's own {@code proxy/*} properties send its token refresh to a proxy. */
final class MetadataProxiedByGcloud implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_PROXIED_BY_GCLOUD;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(evidence, MetadataChecks.proxiedBy(SettingSource.GCLOUD, evidence).stream())
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    Evidence evidence = claim.evidence();
    return claim.finding(
        cause(),
        MetadataProxiedByEnv.confidence(claim),
        "%s cannot get a token: its property %s also covers the metadata server (%s)"
            .formatted(
                claim.tools(),
                MetadataProxiedByEnv.settings(claim),
                Answerer.inShort(claim.first())),
        List.of(
            "gcloud's own properties beat every proxy variable, and no NO_PROXY entry rescues.",
            MetadataProxiedByEnv.proxysAnswer(claim.first()),
            MetadataProxiedByEnv.directWayWorks(evidence),
            MetadataProxiedByEnv.whoGoesWhere(claim)),
        ProxyRemedy.of(SettingSource.GCLOUD, evidence, "the metadata server"));
  }
}
