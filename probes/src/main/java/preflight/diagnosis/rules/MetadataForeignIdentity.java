package preflight.diagnosis.rules;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Rule;
import preflight.identity.MetadataAnswers;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/**
 * Another machine's metadata server answers through the proxy: its token is another account's.
 *
 * <p>A metadata answer never travels: Via, X-Cache or Cache-Status on it says that it did.
 */
final class MetadataForeignIdentity implements Rule {

  @Override
  public Cause cause() {
    return Cause.METADATA_FOREIGN_IDENTITY;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.of(SettingSource.values())
        .flatMap(source ->
            Claim.over(
                    evidence,
                    evidence
                        .of(Target.Kind.METADATA)
                        .filter(check -> answeredByAnother(evidence, check))
                        .flatMap(check -> source.part(evidence, check).stream()))
                .map(claim -> finding(claim, source)));
  }

  /** Whether this proxied check was answered by a metadata server, and not by ours. */
  static boolean answeredByAnother(Evidence evidence, RouteCheck check) {
    return check.route().proxy().isPresent()
        && answers(check).anyMatch(MetadataForeignIdentity::isMetadata)
        && (check.failedWith(Code.IDENTITY_FOREIGN)
            || travelled(check).findAny().isPresent()
            || difference(evidence, check).isPresent());
  }

  private Finding finding(Claim claim, SettingSource source) {
    RouteCheck check = claim.first();
    Evidence evidence = claim.evidence();
    return claim.finding(
        cause(),
        evidence.severity(claim.checks()),
        Confidence.CERTAIN,
        "%s would get another machine's token: the metadata server that answers through %s is not this container's"
            .formatted(claim.tools(), ProxiedChecks.proxy(check)),
        Stream.of(
                Stream.of(ProxiedChecks.sentBy(claim) + " Never use that token."),
                difference(evidence, check).stream(),
                travelled(check).limit(1))
            .flatMap(facts -> facts)
            .toList(),
        ProxyRemedy.of(source, evidence, "the metadata server"),
        claim.checks());
  }

  private static Stream<HttpAnswer> answers(RouteCheck check) {
    return check.all(HttpExchange.class).flatMap(exchange -> exchange.answer().stream());
  }

  private static boolean isMetadata(HttpAnswer answer) {
    return answer.status() == 200 && answer.header("Metadata-Flavor").isPresent();
  }

  private static Stream<String> travelled(RouteCheck check) {
    return answers(check)
        .flatMap(answer -> MetadataAnswers.relayed(answer).stream())
        .map("The answer carries %s."::formatted);
  }

  /** In one sentence, how the answer's identity differs from the container's own. */
  static Optional<String> difference(Evidence evidence, RouteCheck check) {
    Optional<MetadataIdentity> own = evidence.ownIdentity();
    Optional<MetadataIdentity> other = MetadataChecks.identity(check);
    if (own.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    MetadataIdentity ours = own.get();
    MetadataIdentity theirs = other.get();
    return Stream.of(
            difference("account", theirs.email(), ours.email()),
            difference("project", theirs.project(), ours.project()),
            difference("instance", theirs.instanceId(), ours.instanceId()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> difference(
      String what, Optional<String> theirs, Optional<String> ours) {
    return theirs.isEmpty() || ours.isEmpty() || Objects.equals(theirs, ours)
        ? Optional.empty()
        : Optional.of(
            "It speaks for %s %s; the direct way speaks for %s."
                .formatted(what, theirs.get(), ours.get()));
  }
}
