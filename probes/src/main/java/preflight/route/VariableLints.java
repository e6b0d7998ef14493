package preflight.route;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.route.Lint.Code;
import preflight.route.ProxyRules.BypassReading;

/** Finds what is wrong with the proxy variables themselves, whatever is asked for. */
final class VariableLints {

  private static final List<String> NAMES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

  /** At both its ends, or at one that has lost the other. */
  private static final Pattern QUOTED = Pattern.compile("(?s)[\"'].*|.*[\"']");

  private final Map<String, String> environment;
  private final Map<ClientFamily, ProxyRules> rules;

  private VariableLints(Map<String, String> environment, Map<ClientFamily, ProxyRules> rules) {
    this.environment = environment;
    this.rules = rules;
  }

  static Stream<Lint> of(Map<String, String> environment, Map<ClientFamily, ProxyRules> rules) {
    var lints = new VariableLints(environment, rules);
    return Stream.of(
            NAMES.stream().flatMap(lints::spellings),
            bothSpellings(NAMES.stream()).flatMap(lints::quotes),
            bothSpellings(NAMES.stream().filter(name -> !name.equals("NO_PROXY")))
                .flatMap(name -> Stream.concat(lints.blanks(name), lints.scheme(name))))
        .flatMap(found -> found);
  }

  private static Stream<String> bothSpellings(Stream<String> names) {
    return names.flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)));
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
    return lint(
        Code.PROXY_WITHOUT_SCHEME,
        name,
        value -> !value.isBlank() && !value.contains("://"),
        "has no scheme, which not every client takes: write http://HOST:PORT");
  }

  private Stream<Lint> blanks(String name) {
    return lint(
        Code.PROXY_BLANKS,
        name,
        value -> !value.equals(value.strip()),
        "begins or ends with a blank or a line break, which few clients pass over: take it out");
  }

  private Stream<Lint> quotes(String name) {
    return lint(
        Code.VALUE_QUOTED,
        name,
        value -> QUOTED.matcher(value.strip()).matches(),
        "stands in quotes, which clients take for a part of it: set it without them");
  }

  /** The one lint of a variable whose value is {@code wrong}, where anybody takes it. */
  private Stream<Lint> lint(Code code, String name, Predicate<String> wrong, String text) {
    List<ClientFamily> clients =
        wrong.test(environment.getOrDefault(name, "")) ? deciding(Set.of(name)) : List.of();
    return clients.isEmpty()
        ? Stream.empty()
        : Stream.of(Lint.of(code, name + " " + text + ".", clients));
  }

  /** The families that take the value of one of these variables. */
  private List<ClientFamily> deciding(Set<String> names) {
    return rules.entrySet().stream()
        .filter(family ->
            orders(family.getValue())
                .flatMap(order -> order.find(environment).stream())
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
