package preflight.diagnosis.rules;

import java.util.List;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Decision;
import preflight.route.Route;
import preflight.route.Setting;

/** The failed checks through a proxy that fail their target. */
final class ProxiedChecks {

  /** The proxy's own name or port could not be reached. */
  private static final Code[] NOT_CONNECTED = {
    Code.DNS_NAME_UNKNOWN,
    Code.DNS_TEMPORARY,
    Code.DNS_TIMEOUT,
    Code.TCP_REFUSED,
    Code.TCP_TIMEOUT,
    Code.TCP_UNREACHABLE,
    Code.TCP_RESET
  };

  /** The proxy took the connection, and then gave no answer that one could read. */
  private static final Code[] SILENT = {Code.PROXY_SILENT, Code.PROXY_MALFORMED};

  private ProxiedChecks() {}

  /** All of them, but for the metadata server, which no proxy ought to be asked for. */
  static Stream<RouteCheck> failed(Evidence evidence) {
    return evidence.checks().stream()
        .filter(check -> check.target().kind() != Target.Kind.METADATA)
        .filter(check -> check.route().proxy().isPresent())
        .filter(evidence::decides);
  }

  /** Whether the proxy itself could not be reached. */
  static boolean notConnected(RouteCheck check) {
    return check.failedWith(NOT_CONNECTED);
  }

  /** Whether the proxy took the connection and did not answer. */
  static boolean mute(RouteCheck check) {
    return silent(check) || cut(check);
  }

  /** Whether the proxy took the request and gave nothing back, without a sign of refusal. */
  static boolean silent(RouteCheck check) {
    return check.failedWith(SILENT)
        || (check.route() instanceof Route.Forward
            && check.failedWith(Code.HTTP_TIMEOUT, Code.HTTP_CLOSED));
  }

  /** Whether the proxy took the request and cut the connection. */
  static boolean cut(RouteCheck check) {
    return check.failedWith(Code.PROXY_CLOSED)
        || (check.route() instanceof Route.Forward && check.failedWith(Code.HTTP_RESET));
  }

  /** Whether the proxy answered with a page or status of its own, of this hundred. */
  static boolean answered(RouteCheck check, int hundred) {
    boolean proxysOwn =
        check.route() instanceof Route.Forward
            ? Answerer.instead(check).isPresent()
            : check.all(TunnelRequest.class).anyMatch(tunnel -> !tunnel.outcome().succeeded());
    return proxysOwn
        && !check.failedWith(Code.PROXY_AUTH_REQUIRED)
        && check.answer().filter(answer -> answer.status() / 100 == hundred).isPresent();
  }

  /** The proxy's URL, without credentials. */
  static String proxy(RouteCheck check) {
    return check.route().via();
  }

  /** The settings that chose the check's route, each once. */
  static Stream<Setting> settings(Evidence evidence, RouteCheck check) {
    return check.clients().stream()
        .map(family -> evidence.routes().decide(family, check.url()))
        .map(Decision::decidedBy)
        .flatMap(setting -> setting.stream())
        .distinct();
  }

  /**
   * The direct checks of the same targets that fail their target too because nobody counts: where a
   * proxy is set, the direct way is closed as a rule, and that is no cause of its own.
   */
  static Stream<RouteCheck> closedDirectWays(Claim claim) {
    return claim.checks().stream()
        .flatMap(check -> claim.evidence().direct(check.target()))
        .filter(check -> !check.counted())
        .filter(claim.evidence()::decides)
        .distinct();
  }

  /** {@code https_proxy=http://proxy.corp:3128 sends curl and git there.}. */
  static String sentBy(Claim claim) {
    List<String> settings =
        claim.checks().stream()
            .flatMap(check -> settings(claim.evidence(), check))
            .map(Setting::toString)
            .distinct()
            .toList();
    String clients = Clients.labels(claim.evidence(), claim.checks());
    return "%s %s %s there."
        .formatted(
            settings.isEmpty() ? "The proxy setting" : Phrase.list(settings.stream()),
            settings.size() > 1 ? "send" : "sends",
            clients.isEmpty() ? "every client" : clients);
  }
}
