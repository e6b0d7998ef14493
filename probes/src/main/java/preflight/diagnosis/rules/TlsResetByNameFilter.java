package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.NameTrial;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.RouteCheck;
import preflight.route.Route;

/**
 * The connection ends as soon as the name is said in a ClientHello, and not where another name is.
 *
 * <p>A server that hangs up on everybody looks the same, so there is no finding without a
 * comparison: another name at the same address, or TLS with another host along the same way.
 */
final class TlsResetByNameFilter implements Rule {

  @Override
  public Cause cause() {
    return Cause.TLS_RESET_BY_NAME_FILTER;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.TLS_RESET, Code.TLS_CLOSED)
                .filter(check -> Certificate.peer(check).isEmpty())
                .filter(check -> confidence(evidence, check).isPresent()),
            check -> confidence(evidence, check))
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    String host = ShellWord.of(Urls.host(check));
    return claim.finding(
        cause(),
        confidence(claim.evidence(), check).orElseThrow(),
        "%s cannot reach %s: the connection is cut as soon as TLS asks for %s"
            .formatted(claim.tools(), claim.targets(), Phrase.list(claim.hosts())),
        List.of(
            "%s opens; then %s, before a word of TLS comes back, at attempt %d."
                .formatted(
                    check.route() instanceof Route.Direct
                        ? "The connection to " + Urls.place(check)
                        : "The tunnel through " + check.route().via(),
                    Phrase.failure(check),
                    check.attempts().size()),
            comparison(claim.evidence(), check)),
        new Remedy(
            "Ask who runs the egress firewall or proxy to allow the name in its TLS rules; where"
                + " nothing filters, the service's own front end does not know the name.",
            Map.of(),
            List.of(
                Certificate.show(check).replace(" -showcerts", ""),
                Certificate.show(check)
                    .replace(" -showcerts", "")
                    .replace("-servername " + host, "-noservername"))));
  }

  /** How surely the name is what it was cut for; empty without anything to compare with. */
  private static Optional<Confidence> confidence(Evidence evidence, RouteCheck check) {
    if (answered(check).isPresent()) {
      return Optional.of(Confidence.CERTAIN);
    }
    if (neighbours(evidence, check).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        check.route() instanceof Route.Direct ? Confidence.POSSIBLE : Confidence.LIKELY);
  }

  private static String comparison(Evidence evidence, RouteCheck check) {
    return answered(check)
        .map(trial ->
            "The same address answers in TLS when asked %s: it is the name that is cut."
                .formatted(trial.serverName().map(name -> "for " + name).orElse("without a name")))
        .orElseGet(() ->
            "TLS with %s works along the same way, so it is not TLS as such that is cut."
                .formatted(Phrase.list(neighbours(evidence, check).stream())));
  }

  private static Optional<NameTrial> answered(RouteCheck check) {
    return check
        .all(TlsHandshake.class)
        .flatMap(handshake -> handshake.trials().stream())
        .filter(trial -> trial.outcome().succeeded())
        .findFirst();
  }

  /** Hosts on the same side, along the same way, that came to present a certificate. */
  private static List<String> neighbours(Evidence evidence, RouteCheck check) {
    return evidence.checks().stream()
        .filter(other -> other.route().via().equals(check.route().via()))
        .filter(other -> Certificate.peer(other).isPresent())
        .filter(other ->
            !(check.route() instanceof Route.Direct)
                || Urls.privately(other) == Urls.privately(check))
        .map(Urls::host)
        .filter(host -> !host.equals(Urls.host(check)))
        .distinct()
        .toList();
  }
}
