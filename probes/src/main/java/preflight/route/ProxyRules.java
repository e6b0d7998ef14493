package preflight.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one client family reads proxy settings from the environment, as data.
 *
 * @param http the variables that name a proxy for http URLs
 * @param https the same for https URLs
 * @param bypass how it learns which hosts to ask directly; any of the readings suffices
 * @param syntax how it reads a proxy's URL
 * @param plainHttp how it asks a proxy for an http URL
 * @param loopback whether it ever asks a proxy for this machine
 * @param cgi what it does where REQUEST_METHOD is set: a CGI script's HTTP_PROXY is the header
 *     {@code Proxy:} of some stranger's request (CVE-2016-5385)
 */
record ProxyRules(
    VariableOrder http,
    VariableOrder https,
    List<BypassReading> bypass,
    ProxySyntax syntax,
    Way.PlainHttp plainHttp,
    Loopback loopback,
    Cgi cgi) {

  /**
   * One look at a bypass list.
   *
   * @param variables where the list stands
   * @param syntax how it is read
   */
  record BypassReading(VariableOrder variables, BypassSyntax syntax) {}

  /** Whether a client ever asks a proxy for this machine. */
  enum Loopback {
    LIKE_ANY_HOST,
    NEVER_PROXIED
  }

  /** What a client does with HTTP_PROXY where it seems to be a CGI script. */
  enum Cgi {
    TRUSTS,
    PASSES_OVER,
    FAILS
  }

  private static final String CGI_SIGN = "REQUEST_METHOD";

  ProxyRules {
    bypass = List.copyOf(bypass);
  }

  /** Which way a request to {@code to} goes. */
  Way way(Map<String, String> environment, Endpoint to) {
    boolean wary = cgi == Cgi.PASSES_OVER && environment.containsKey(CGI_SIGN);
    return (to.https() ? https : http)
        .find(
            environment,
            name ->
                !wary
                    || !name.equalsIgnoreCase("HTTP_PROXY")
                    || VariableOrder.endsInLowerCase(name))
        .map(variable -> way(environment, to, variable))
        .orElse(Way.UNTOUCHED);
  }

  /** The entry of the environment's bypass list that lets a request to {@code to} pass. */
  Optional<String> bypassed(Map<String, String> environment, Endpoint to) {
    return bypass.stream()
        .flatMap(reading ->
            reading.variables().find(environment).stream()
                .flatMap(list -> reading.syntax().match(list.value(), to).stream()))
        .findFirst();
  }

  private Way way(Map<String, String> environment, Endpoint to, VariableOrder.Variable variable) {
    var setting =
        new Setting(
            variable.name(), Setting.Origin.ENVIRONMENT, ProxyValue.masked(variable.value()));
    ProxyValue value = ProxyValue.parse(variable.value(), syntax, to);
    if (value instanceof ProxyValue.Refused(var fault, var reason)
        && syntax.ignored().contains(fault)) {
      return Way.UNTOUCHED;
    }
    if (cgi == Cgi.FAILS && !to.https() && !environment.getOrDefault(CGI_SIGN, "").isEmpty()) {
      return Way.unsupported(
          setting, "this client refuses " + setting.name() + " where REQUEST_METHOD is set");
    }
    if (loopback == Loopback.NEVER_PROXIED && to.loopback()) {
      return new Way(new Route.Direct(), Optional.of(setting), Optional.empty());
    }
    return bypassed(environment, to)
        .map(entry -> Way.past(setting, entry))
        .orElseGet(() ->
            switch (value) {
              case ProxyValue.Usable(var proxy) -> Way.through(proxy, setting, to, plainHttp);
              case ProxyValue.Refused(var fault, var reason) -> Way.unsupported(setting, reason);
            });
  }
}
