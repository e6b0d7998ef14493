package preflight.route;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.plan.Target;
import preflight.route.Lint.Code;
import preflight.route.Setting.Origin;

/** Finds routes that hardly anybody wants. */
final class RouteLints {

  private static final URI METADATA_BY_NAME = URI.create("http://" + MetadataAddress.NAME);
  private static final URI METADATA_BY_ADDRESS = URI.create("http://" + MetadataAddress.ADDRESS);

  /** Stand for any host; the domain is reserved (RFC 2606). */
  private static final List<URI> ANY_HOST =
      List.of(URI.create("http://host.invalid"), URI.create("https://host.invalid"));

  private final RouteTable table;
  private final JvmProperties jvm;

  RouteLints(RouteTable table, JvmProperties jvm) {
    this.table = table;
    this.jvm = jvm;
  }

  /** The lints of the routes to {@code urls}, and to the metadata server in any case. */
  Stream<Lint> of(Collection<URI> urls) {
    List<Decision> byName = table.decisions(METADATA_BY_NAME);
    List<Decision> byAddress = table.decisions(METADATA_BY_ADDRESS);
    return Stream.of(
            Stream.of(Origin.values()).flatMap(origin -> metadata(origin, byName, byAddress)),
            urls.stream().filter(InternalHost::is).flatMap(this::internal),
            unsupported(urls))
        .flatMap(lints -> lints);
  }

  private Stream<Lint> unsupported(Collection<URI> urls) {
    Map<String, List<ClientFamily>> clients = new LinkedHashMap<>();
    Stream.concat(ANY_HOST.stream(), urls.stream())
        .flatMap(url -> table.decisions(url).stream())
        .forEach(decision -> {
          if (decision.route() instanceof Route.Unsupported(var value, var reason)) {
            decision
                .decidedBy()
                .map(Setting::name)
                .filter(name -> !JvmLints.holdsMoreThanAHost(jvm, name))
                .ifPresent(name ->
                    clients
                        .computeIfAbsent(name + ": " + reason + ".", unseen -> new ArrayList<>())
                        .add(decision.family()));
          }
        });
    return clients.entrySet().stream()
        .map(lint -> Lint.of(Code.PROXY_UNSUPPORTED, lint.getKey(), lint.getValue()));
  }

  private Stream<Lint> metadata(
      Origin origin, List<Decision> askedByName, List<Decision> askedByAddress) {
    List<ClientFamily> byName = proxied(askedByName, origin);
    List<ClientFamily> byAddress = proxied(askedByAddress, origin);
    Set<ClientFamily> all = new TreeSet<>(byName);
    all.addAll(byAddress);
    if (all.isEmpty()) {
      return Stream.empty();
    }
    String what =
        byAddress.isEmpty()
            ? "The metadata server's name is not"
            : byName.isEmpty()
                ? "The metadata server's address is not"
                : "Neither the metadata server's name nor its address is";
    return Stream.of(
        Lint.of(
            Code.METADATA_NOT_EXCLUDED,
            "%s excluded from the proxy: %s.".formatted(what, exclusion(origin)),
            all));
  }

  private String exclusion(Origin origin) {
    List<String> hosts = List.of(MetadataAddress.NAME, "metadata", MetadataAddress.ADDRESS);
    return switch (origin) {
      case ENVIRONMENT, CLIENT_FILE ->
          "add " + String.join(",", hosts) + " to NO_PROXY and no_proxy";
      case GCLOUD_PROPERTY ->
          "unset gcloud's proxy/type, proxy/address and proxy/port, which no NO_PROXY can undo";
      case JVM_PROPERTY ->
          "add "
              + String.join("|", hosts)
              + " to http.nonProxyHosts"
              + jvm.property(JvmProperties.SHOULD_USE_PROXY)
                  .map(any -> ", and drop " + JvmProperties.SHOULD_USE_PROXY)
                  .orElse("");
    };
  }

  private Stream<Lint> internal(URI url) {
    List<Decision> hit =
        table.asking(Target.Kind.HTTP).stream()
            .map(family -> table.decide(family, url))
            .filter(decision -> proxied(decision) && !stopped(decision))
            .toList();
    if (hit.isEmpty()) {
      return Stream.empty();
    }
    String host = Endpoint.of(url).map(Endpoint::bracketedHost).orElse("");
    String lists =
        hit.stream()
            .map(decision ->
                stands(decision, Origin.JVM_PROPERTY)
                    ? "http.nonProxyHosts"
                    : "NO_PROXY and no_proxy")
            .distinct()
            .collect(Collectors.joining(", and to "));
    return Stream.of(
        Lint.of(
                Code.INTERNAL_TARGET_PROXIED,
                "%s looks internal and is asked through a proxy: add it to %s."
                    .formatted(host, lists),
                hit.stream().map(Decision::family).toList())
            .at(hit.getFirst().url()));
  }

  private List<ClientFamily> proxied(List<Decision> decisions, Origin origin) {
    return decisions.stream()
        .filter(decision -> proxied(decision) && stands(decision, origin) && !stopped(decision))
        .map(Decision::family)
        .toList();
  }

  private static boolean proxied(Decision decision) {
    return !(decision.route() instanceof Route.Direct);
  }

  /** Whether the client has no use for its proxy, and would have none for an exclusion either. */
  private boolean stopped(Decision decision) {
    return decision.route() instanceof Route.Unsupported
        && (stands(decision, Origin.ENVIRONMENT) || stands(decision, Origin.CLIENT_FILE))
        && Endpoint.of(decision.url())
            .map(Endpoint::bracketedHost)
            .map(host -> table.with(Map.of("NO_PROXY", host, "no_proxy", host)))
            .filter(excluded -> proxied(excluded.decide(decision.family(), decision.url())))
            .isPresent();
  }

  private static boolean stands(Decision decision, Origin origin) {
    return decision.decidedBy().filter(setting -> setting.origin() == origin).isPresent();
  }
}
