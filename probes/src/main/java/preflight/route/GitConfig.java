package preflight.route;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import preflight.plan.Container;
import preflight.route.ProxySyntax.Effect;

/** git's own {@code http.proxy} and {@code http.URL.proxy}, which beat every proxy variable. */
final class GitConfig {

  /**
   * A proxy that the configuration names.
   *
   * @param url the URLs that it is for; empty where it is for all
   */
  private record Proxy(String url, String value) {
    private String name() {
      return url.isEmpty() ? "http.proxy" : "http." + ProxyValue.masked(url) + ".proxy";
    }

    private Optional<GitUrl.Fit> fit(GitUrl asked) {
      return url.isEmpty()
          ? Optional.of(GitUrl.Fit.GENERAL)
          : GitUrl.of(url).flatMap(pattern -> pattern.fit(asked));
    }
  }

  /** {@code http.proxy}, or with a URL between the two words. */
  private static final Pattern KEY = Pattern.compile("(?s)([^.]+)\\.(?:(.*)\\.)?([^.]+)");

  private final List<Proxy> proxies;

  private GitConfig(List<Proxy> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /** Reads system, user and environment configuration; the later beats the earlier. */
  static GitConfig of(Container container) {
    return new GitConfig(
        entries(container)
            .filter(entry -> entry.section().equals("http") && entry.key().equals("proxy"))
            .map(entry -> new Proxy(entry.subsection(), entry.value()))
            .toList());
  }

  /** Every entry, in the order in which git takes them up. */
  static Stream<SectionedText.Entry> entries(Container container) {
    int count =
        container
            .variable("GIT_CONFIG_COUNT")
            .filter(value -> value.matches("\\d{1,3}"))
            .map(Integer::valueOf)
            .orElse(0);
    return Stream.concat(
        files(container)
            .flatMap(file -> container.text(file).stream())
            .flatMap(text -> GitConfigText.parse(text).stream()),
        IntStream.range(0, count)
            .boxed()
            .flatMap(i ->
                container.variable("GIT_CONFIG_KEY_" + i).stream()
                    .map(KEY::matcher)
                    .filter(Matcher::matches)
                    .map(key ->
                        new SectionedText.Entry(
                            key.group(1).toLowerCase(Locale.ROOT),
                            key.group(2) == null ? "" : key.group(2),
                            key.group(3).toLowerCase(Locale.ROOT),
                            container.variable("GIT_CONFIG_VALUE_" + i).orElse("")))));
  }

  /** Which way the configuration sends a request; empty where it names no proxy for it. */
  Optional<Way> way(URI url, Endpoint to, Map<String, String> environment) {
    return GitUrl.of(url.toString())
        .flatMap(this::closest)
        .map(proxy -> way(proxy, to, environment));
  }

  /** Of equals the later one. */
  private Optional<Proxy> closest(GitUrl asked) {
    Map<GitUrl.Fit, Proxy> fitting = new TreeMap<>();
    proxies.forEach(proxy -> proxy.fit(asked).ifPresent(fit -> fitting.put(fit, proxy)));
    return fitting.values().stream().reduce((looser, closer) -> closer);
  }

  private static Way way(Proxy proxy, Endpoint to, Map<String, String> environment) {
    var setting =
        new Setting(proxy.name(), Setting.Origin.CLIENT_FILE, ProxyValue.masked(proxy.value()));
    if (proxy.value().isEmpty()) {
      return new Way(new Route.Direct(), Optional.of(setting), Optional.empty());
    }
    ProxySyntax syntax = FamilyRules.GIT.syntax();
    ProxyValue value = ProxyValue.parse(proxy.value(), syntax, to);
    if (syntax.suffers(Effect.IGNORED, value)) {
      return new Way(new Route.Direct(), Optional.of(setting), Optional.empty());
    }
    return FamilyRules.GIT
        .stopped(Effect.NO_REQUEST, proxy.value(), setting, to)
        .or(() -> FamilyRules.GIT.bypassed(environment, to).map(entry -> Way.past(setting, entry)))
        .orElseGet(() ->
            switch (value) {
              case ProxyValue.Usable(var address) ->
                  Way.through(address, setting, to, FamilyRules.GIT.plainHttp());
              case ProxyValue.Refused(var fault, var reason) -> Way.unsupported(setting, reason);
            });
  }

  /** Its files, of which the later beats the earlier. */
  static Stream<String> files(Container container) {
    String home = container.variable("HOME").orElse("/root");
    String xdg =
        container
            .variable("XDG_CONFIG_HOME")
            .filter(path -> !path.isEmpty())
            .orElse(home + "/.config");
    Stream<String> system =
        container
                .variable("GIT_CONFIG_NOSYSTEM")
                .filter(value -> value.matches("1|true|yes|on"))
                .isPresent()
            ? Stream.of()
            : Stream.of(container.variable("GIT_CONFIG_SYSTEM").orElse("/etc/gitconfig"));
    Stream<String> user =
        container
            .variable("GIT_CONFIG_GLOBAL")
            .map(Stream::of)
            .orElseGet(() -> Stream.of(xdg + "/git/config", home + "/.gitconfig"));
    return Stream.concat(system, user);
  }
}
