package preflight.route;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import preflight.route.Lint.Code;
import preflight.route.ProxyRules.BypassReading;

/** Finds what is wrong with the proxy variables themselves, whatever is asked for. */
final class VariableLints {

  private static final List<String> NAMES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

  private final Map<String, String> environment;
  private final Map<ClientFamily, ProxyRules> rules;

  private VariableLints(Map<String, String> environment, Map<ClientFamily, ProxyRules> rules) {
    this.environment = environment;
    this.rules = rules;
  }

  static Stream<Lint> of(Map<String, String> environment, Map<ClientFamily, ProxyRules> rules) {
    var lints = new VariableLints(environment, rules);
    return Stream.concat(
        NAMES.stream().flatMap(lints::spellings),
        NAMES.stream()
            .filter(name -> !name.equals("NO_PROXY"))
            .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
            .flatMap(lints::scheme));
  }

  private Stream<Lint> spellings(String upper) {
    String lower = upper.toLowerCase(Locale.ROOT);
    boolean differ =
        environment.containsKey(upper)
            && environment.containsKey(lower)
            && !environment.getOrDefault(upper, "").equals(environment.getOrDefault(lower, ""));
    List<ClientFamily> clients = differ ? deciding(Set.of(upper, lower)) : List.of();
    return clients.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Lint.of(
                Code.SPELLINGS_DIFFER,
                upper
                    + " and "
                    + lower
                    + " differ, and clients do not agree which one counts: give both one value.",
                clients));
  }

  private Stream<Lint> scheme(String name) {
    String value = environment.getOrDefault(name, "");
    List<ClientFamily> clients =
        value.isEmpty() || value.contains("://") ? List.of() : deciding(Set.of(name));
    return clients.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Lint.of(
                Code.PROXY_WITHOUT_SCHEME,
                name + " has no scheme, which not every client takes: write http:// before it.",
                clients));
  }

  /** The families that take the value of one of these variables. */
  private List<ClientFamily> deciding(Set<String> names) {
    return rules.entrySet().stream()
        .filter(family ->
            orders(family.getValue())
                .flatMap(order -> order.find(environment, List.of()).stream())
                .anyMatch(variable -> names.contains(variable.name())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Stream<VariableOrder> orders(ProxyRules rules) {
    return Stream.concat(
        Stream.of(rules.http(), rules.https()),
        rules.bypass().stream().map(BypassReading::variables));
  }
}
