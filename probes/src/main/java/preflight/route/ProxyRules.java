package preflight.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.route.ProxySyntax.Effect;

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
    Optional<Way> stopped = stoppedAtStart(environment, to);
    if (stopped.isPresent()) {
      return stopped.get();
    }
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

  /** By the variable of any scheme, whatever is asked for. */
  private Optional<Way> stoppedAtStart(Map<String, String> environment, Endpoint to) {
    return Stream.of(http, https)
        .flatMap(order -> order.find(environment).stream())
        .flatMap(
            variable -> stopped(Effect.NO_START, variable.value(), setting(variable), to).stream())
        .findFirst();
  }

  /** Where {@code setting} stops the client before it looks at any bypass list. */
  Optional<Way> stopped(Effect effect, String value, Setting setting, Endpoint to) {
    return ProxyValue.parse(value, syntax, to) instanceof ProxyValue.Refused refused
            && syntax.suffers(effect, refused)
        ? Optional.of(Way.unsupported(setting, refused.reason()))
        : Optional.empty();
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
    Setting setting = setting(variable);
    ProxyValue value = ProxyValue.parse(variable.value(), syntax, to);
    if (syntax.suffers(Effect.IGNORED, value)) {
      return Way.UNTOUCHED;
    }
    Optional<Way> stopped = stopped(Effect.NO_REQUEST, variable.value(), setting, to);
    if (stopped.isPresent()) {
      return stopped.get();
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

  private static Setting setting(VariableOrder.Variable variable) {
    return new Setting(
        variable.name(), Setting.Origin.ENVIRONMENT, ProxyValue.masked(variable.value()));
  }
}
