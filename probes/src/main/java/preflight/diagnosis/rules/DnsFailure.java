package preflight.diagnosis.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.Observation.NameLookup;
import preflight.observation.RouteCheck;
import preflight.route.Route;

/**
 * A lookup that the system resolver gave up, explained by what the nameservers themselves say.
 *
 * <p>A proxy's own name is {@link ProxyUnreachable}'s.
 */
record DnsFailure(RouteCheck check, NameLookup lookup) {

  /** The direct checks that end in {@code cause}. */
  static Stream<RouteCheck> checks(Evidence evidence, Cause cause) {
    return evidence.checks().stream()
        .filter(check -> check.route() instanceof Route.Direct)
        .filter(evidence::decides)
        .filter(check -> of(check).flatMap(DnsFailure::cause).equals(Optional.of(cause)));
  }

  /** One finding for each set of nameservers whose lookups end in {@code cause}. */
  static Stream<Finding> ofServers(
      Evidence evidence, Cause cause, Function<DnsFailure, String> what, Remedy remedy) {
    return Claim.grouped(
            evidence,
            checks(evidence, cause),
            check -> of(check).map(DnsFailure::servers).orElse(""))
        .map(claim -> {
          DnsFailure failure = of(claim.first()).orElseThrow();
          String servers = failure.servers();
          return claim.finding(
              cause,
              servers.isEmpty()
                  ? Confidence.POSSIBLE
                  : failure.heard() ? Confidence.LIKELY : Confidence.CERTAIN,
              "%s cannot reach %s: %s%s"
                  .formatted(
                      claim.tools(),
                      claim.targets(),
                      what.apply(failure),
                      servers.isEmpty() ? "" : " (" + servers + ")"),
              failure.facts(),
              remedy);
        });
  }

  static Optional<DnsFailure> of(RouteCheck check) {
    return check
        .all(NameLookup.class)
        .filter(lookup ->
            lookup
                .outcome()
                .failedWith(Code.DNS_NAME_UNKNOWN, Code.DNS_TEMPORARY, Code.DNS_TIMEOUT))
        .map(lookup -> new DnsFailure(check, lookup))
        .findFirst();
  }

  /** Empty where neither the resolver nor a nameserver tells the causes apart. */
  Optional<Cause> cause() {
    Set<Reply> replies = EnumSet.noneOf(Reply.class);
    lookup.nameservers().forEach(answer -> replies.add(answer.reply()));
    if (replies.contains(Reply.NXDOMAIN) || replies.contains(Reply.NODATA)) {
      return Optional.of(Cause.DNS_NAME_UNKNOWN);
    }
    if (replies.contains(Reply.SERVFAIL)
        || replies.contains(Reply.REFUSED)
        || replies.contains(Reply.OTHER)) {
      return Optional.of(Cause.DNS_SERVER_FAILED);
    }
    if (replies.contains(Reply.SILENT) || replies.contains(Reply.UNREACHABLE)) {
      // A resolver that gives up for another reason than time has not waited for the silent one.
      boolean waited =
          replies.contains(Reply.SILENT) && lookup.outcome().failedWith(Code.DNS_TIMEOUT);
      return heard() && !waited ? Optional.empty() : Optional.of(Cause.DNS_SERVER_SILENT);
    }
    if (lookup.outcome().failedWith(Code.DNS_NAME_UNKNOWN)) {
      return Optional.of(Cause.DNS_NAME_UNKNOWN);
    }
    return replies.isEmpty() && lookup.outcome().failedWith(Code.DNS_TIMEOUT)
        ? Optional.of(Cause.DNS_SERVER_SILENT)
        : Optional.empty();
  }

  /** Whether a nameserver has an address, when it is asked itself. */
  boolean heard() {
    return lookup.nameservers().stream().anyMatch(answer -> answer.reply() == Reply.NOERROR);
  }

  /** {@code 10.0.0.2 and 10.0.0.3}; empty where none was asked. */
  String servers() {
    return Phrase.list(lookup.nameservers().stream().map(NameserverAnswer::server));
  }

  /** The resolver's word, then each nameserver's. */
  List<String> facts() {
    String words =
        Phrase.list(
            lookup.nameservers().stream().map(answer -> answer.server() + " " + answer.reply()));
    return Stream.of(
            "The system resolver, asked for %s: %s."
                .formatted(lookup.host(), Phrase.failure(check)),
            words.isEmpty() ? "" : "The nameservers, asked directly: %s.".formatted(words))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }
}
