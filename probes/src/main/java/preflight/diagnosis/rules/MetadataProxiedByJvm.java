package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;

/** A JVM option sends Java's Google client to a proxy for its token. */
final class MetadataProxiedByJvm implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_PROXIED_BY_JVM;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.over(evidence, MetadataChecks.proxiedBy(SettingSource.JVM, evidence).stream())
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    Evidence evidence = claim.evidence();
    JvmOptions options = JvmOptions.of(evidence.container());
    return claim.finding(
        cause(),
        MetadataProxiedByEnv.confidence(claim),
        "%s cannot get a token: the JVM's %s also covers the metadata server (%s)"
            .formatted(
                claim.tools(),
                MetadataProxiedByEnv.settings(claim),
                Answerer.inShort(claim.first())),
        List.of(
            options.forcesProxy()
                ? "should_use_proxy sends all its requests there, whatever http.nonProxyHosts says."
                : options.nonProxyHostsAsSet() + ", and Java reads no NO_PROXY.",
            MetadataProxiedByEnv.proxysAnswer(claim.first()),
            MetadataProxiedByEnv.directWayWorks(evidence),
            MetadataProxiedByEnv.whoGoesWhere(claim)),
        ProxyRemedy.of(SettingSource.JVM, evidence, "the metadata server"));
  }
}
