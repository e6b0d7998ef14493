package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;
import preflight.observation.RouteCheck;

/** A host of a private network is reached directly, and not through the proxy that is set. */
final class InternalHostProxied implements Rule {

  @Override
  public Cause cause() {
    return Cause.INTERNAL_HOST_PROXIED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.of(SettingSource.values())
        .flatMap(source ->
            Claim.grouped(evidence, proxiedBy(source, evidence), ProxiedChecks::proxy)
                .map(claim -> finding(claim, source)));
  }

  /** The checks of private hosts that a setting of {@code source} sends to a proxy in vain. */
  static Stream<RouteCheck> proxiedBy(SettingSource source, Evidence evidence) {
    return ProxiedChecks.failed(evidence)
        .filter(check ->
            evidence
                .direct(check.target())
                .anyMatch(direct -> direct.reached() && Urls.privately(direct)))
        .flatMap(check -> source.part(evidence, check).stream());
  }

  private Finding finding(Claim claim, SettingSource source) {
    RouteCheck check = claim.first();
    Evidence evidence = claim.evidence();
    String addresses = Phrase.list(evidence.direct(check.target()).map(Urls::place));
    String hosts = Phrase.list(claim.hosts());
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: %s internal, but asked through the proxy %s (%s)"
            .formatted(
                claim.tools(),
                claim.targets(),
                Phrase.doing(claim.hosts(), "is", "are"),
                ProxiedChecks.proxy(check),
                Answerer.inShort(check)),
        List.of(
            "%s is %s, a private address, and answers directly right now."
                .formatted(Urls.host(check), addresses),
            "The proxy: %s.".formatted(Answerer.inFull(check)),
            ProxiedChecks.sentBy(claim),
            source.bypassAsSet(evidence.container()) + "."),
        ProxyRemedy.of(source, evidence, hosts));
  }
}
