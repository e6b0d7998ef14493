package preflight.diagnosis.rules;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.plan.UriPort;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.route.RouteTable;

/**
 * The bypass lists to advise: they let every counted client pass to those hosts that need it, and
 * change no other route.
 *
 * <p>Hardly two clients read the two spellings alike, so no one way to merge is always right: the
 * lists are tried out on the route table before one is printed.
 */
final class NoProxyValues {

  /** Literally, names and address: hardly two clients agree on what a pattern covers. */
  static final List<String> METADATA =
      List.of(MetadataChecks.NAME, "metadata", MetadataChecks.ADDRESS);

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

  private final Evidence evidence;

  /** As the variables then read that lead a client astray: they are mended as well. */
  private final RouteTable routes;

  private final List<String> hosts;
  private final List<RouteCheck> internal;
  private final List<RouteCheck> others;

  private NoProxyValues(Evidence evidence) {
    this.evidence = evidence;
    routes = evidence.routes().with(MetadataOverridden.usualHosts(evidence));
    internal = InternalHostProxied.proxiedBy(SettingSource.ENVIRONMENT, evidence).toList();
    others =
        evidence.checks().stream()
            .filter(check -> check.target().kind() != Target.Kind.METADATA)
            .filter(check -> internal.stream().noneMatch(part -> sameWay(part, check)))
            .toList();
    hosts =
        Stream.of(
                METADATA.stream(),
                loopback(),
                families()
                    .map(family -> UriPort.host(routes.metadataUrl(family)))
                    .flatMap(NoProxyValues::literals),
                internal.stream().map(Urls::host).flatMap(NoProxyValues::literals))
            .flatMap(names -> names)
            .distinct()
            .toList();
  }

  /** {@code NO_PROXY} and {@code no_proxy}, as they are to stand. */
  static Map<String, String> of(Evidence evidence) {
    return new NoProxyValues(evidence).best();
  }

  /** The same, or nothing where the lists do as they stand. */
  static Map<String, String> whereNeeded(Evidence evidence) {
    var values = new NoProxyValues(evidence);
    return values.harm(Map.of()) == 0 ? Map.of() : values.best();
  }

  private Map<String, String> best() {
    List<Map<String, String>> candidates = candidates();
    return candidates.stream()
        .filter(values -> harm(values) == 0)
        .findFirst()
        .or(() -> candidates.stream().min(Comparator.comparingLong(this::harm)))
        .orElseThrow();
  }

  /** Both spellings alike first: that is what a reader expects. */
  private List<Map<String, String>> candidates() {
    NoProxy bypass = NoProxy.of(evidence.container());
    List<String> lists =
        Stream.of(
                Stream.of(with(String.join(",", bypass.entries()))),
                bypass.upper().map(this::with).stream(),
                bypass.lower().map(this::with).stream(),
                Stream.of(with("")),
                bypass.upper().stream(),
                bypass.lower().stream())
            .flatMap(values -> values)
            // Values are printed to be pasted, unmasked: no list with credentials in it is advised.
            .filter(list -> !list.contains("@"))
            .distinct()
            .toList();
    Stream<Map<String, String>> alike = lists.stream().map(list -> values(list, list));
    Stream<Map<String, String>> unlike =
        lists.stream().flatMap(upper -> lists.stream().map(lower -> values(upper, lower)));
    return Stream.concat(alike, unlike).distinct().toList();
  }

  private String with(String list) {
    Set<String> added = new LinkedHashSet<>(hosts);
    Stream.of(list.split(",", -1)).map(String::strip).forEach(added::remove);
    return Stream.concat(Stream.of(list).filter(value -> !value.isBlank()), added.stream())
        .reduce((left, right) -> left + "," + right)
        .orElse("");
  }

  private static Map<String, String> values(String upper, String lower) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("NO_PROXY", upper);
    values.put("no_proxy", lower);
    return values;
  }

  /** How many ways stay proxied that ought not, and, a little less bad, change that ought not. */
  private long harm(Map<String, String> values) {
    RouteTable mended = routes.with(values);
    long metadata =
        families()
            .filter(family ->
                !(mended.decide(family, mended.metadataUrl(family)).route()
                    instanceof Route.Direct))
            .count();
    long stillProxied =
        internal.stream()
            .flatMap(
                check -> check.clients().stream().map(family -> mended.decide(family, check.url())))
            .filter(decision -> !(decision.route() instanceof Route.Direct))
            .count();
    long disturbed =
        others.stream()
            .flatMap(check ->
                check.clients().stream()
                    .filter(family ->
                        !mended
                            .decide(family, check.url())
                            .route()
                            .equals(evidence.routes().decide(family, check.url()).route())))
            .count();
    return 100 * (metadata + stillProxied) + disturbed;
  }

  /** Who asks the metadata server as the environment says; gcloud too, its properties aside. */
  private Stream<ClientFamily> families() {
    List<ClientFamily> counted = evidence.routes().counted(evidence.plan().clients());
    return evidence.routes().asking(Target.Kind.METADATA).stream()
        .filter(family -> counted.isEmpty() || counted.contains(family))
        .map(family ->
            family == ClientFamily.GCLOUD_TOKEN ? ClientFamily.GOOGLE_AUTH_PYTHON : family)
        .filter(family -> family != ClientFamily.GOOGLE_AUTH_JAVA)
        .distinct();
  }

  private static boolean sameWay(RouteCheck one, RouteCheck other) {
    return one.target().equals(other.target()) && one.route().equals(other.route());
  }

  /** An IPv6 literal in both ways of writing it. */
  private static Stream<String> literals(String host) {
    return host.contains(":") ? Stream.of(host, "[" + host + "]") : Stream.of(host);
  }

  /** Not where a proxy serves this machine's names, and well. */
  private Stream<String> loopback() {
    boolean proxied =
        others.stream()
            .filter(RouteCheck::reached)
            .filter(check -> !(check.route() instanceof Route.Direct))
            .anyMatch(check -> LOOPBACK.contains(Urls.host(check)));
    return proxied ? Stream.empty() : LOOPBACK.stream();
  }
}
