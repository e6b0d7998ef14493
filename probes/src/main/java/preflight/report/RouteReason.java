package preflight.report;

import preflight.route.Decision;
import preflight.route.Route;
import preflight.route.Setting;

/** Words for why a request goes its way. */
final class RouteReason {

  private RouteReason() {}

  /** {@code direct}, or the proxy as its setting names it, without credentials. */
  static String via(Decision decision) {
    String via =
        decision.route() instanceof Route.Unsupported
            ? decision.decidedBy().map(Setting::value).filter(value -> !value.isBlank()).orElse("?")
            : decision.route().via();
    return SafeText.masked(via);
  }

  /** The setting that decided and, where that was bypassed, the entry that did it. */
  static String of(Decision decision) {
    return SafeText.masked(
        decision.decidedBy().map(setting -> of(decision, setting)).orElse("no setting applies"));
  }

  private static String of(Decision decision, Setting setting) {
    boolean direct = decision.route() instanceof Route.Direct;
    return decision
        .matched()
        .map(entry -> setting.name() + ", except " + entry)
        .orElseGet(() ->
            !direct
                ? setting.name() + (unsupported(decision) ? " (not supported)" : "")
                : setting.value().isEmpty()
                    ? setting.name() + " is empty"
                    : setting.name() + ", except loopback");
  }

  private static boolean unsupported(Decision decision) {
    return decision.route() instanceof Route.Unsupported;
  }
}
