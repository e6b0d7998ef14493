package preflight.route;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Container;

/**
 * The {@code proxy} section of gcloud's properties. They beat every variable, and no NO_PROXY
 * rescues from them: gcloud then tells requests to trust no environment.
 */
final class GcloudProperties {

  private static final List<String> NAMES =
      List.of("type", "address", "port", "username", "password");

  /** Where Google's images, its Debian package and its installer put the SDK. */
  static final List<String> INSTALLATIONS =
      List.of(
          "/usr/lib/google-cloud-sdk",
          "/google-cloud-sdk",
          "/opt/google-cloud-sdk",
          "/usr/local/google-cloud-sdk",
          "/root/google-cloud-sdk");

  private final Map<String, String> proxy;

  private GcloudProperties(Map<String, String> proxy) {
    this.proxy = Map.copyOf(proxy);
  }

  /** Reads installation, active configuration and variables; the later beats the earlier. */
  static GcloudProperties of(Container container) {
    Map<String, String> proxy = new HashMap<>();
    entries(container)
        .filter(entry -> entry.section().equals("proxy"))
        .forEach(entry -> proxy.put(entry.key(), entry.value()));
    for (String name : NAMES) {
      container
          .variable("CLOUDSDK_PROXY_" + name.toUpperCase(Locale.ROOT))
          .ifPresent(value -> proxy.put(name, value));
    }
    return new GcloudProperties(proxy);
  }

  /** The entries of the installation's file, then of the active configuration's. */
  static Stream<SectionedText.Entry> entries(Container container) {
    String home = container.variable("HOME").orElse("/root");
    String folder =
        container
            .variable("CLOUDSDK_CONFIG")
            .filter(path -> !path.isEmpty())
            .orElse(home + "/.config/gcloud");
    String active =
        container
            .variable("CLOUDSDK_ACTIVE_CONFIG_NAME")
            .filter(name -> !name.isEmpty())
            .or(() -> container.text(folder + "/active_config").map(String::strip))
            .orElse("default");
    return Stream.concat(
            INSTALLATIONS.stream().map(root -> root + "/properties"),
            Stream.of(folder + "/configurations/config_" + active))
        .flatMap(file -> container.text(file).stream())
        .flatMap(text -> SectionedText.parse(text).stream());
  }

  /** Whether gcloud looks at them, and no longer at the environment. */
  boolean isSet() {
    return Stream.of("type", "address", "port")
        .anyMatch(name -> !proxy.getOrDefault(name, "").isEmpty());
  }

  /** Which way they send a request; empty where none of them is set. */
  Optional<Way> way(Endpoint to) {
    if (!isSet()) {
      return Optional.empty();
    }
    String type = proxy.getOrDefault("type", "");
    String address = proxy.getOrDefault("address", "");
    String port = proxy.getOrDefault("port", "");
    var setting =
        new Setting(
            "proxy/address",
            Setting.Origin.GCLOUD_PROPERTY,
            ProxyValue.masked(port.isEmpty() ? address : address + ":" + port));
    if (type.isEmpty() || address.isEmpty() || port.isEmpty()) {
      return Optional.of(
          Way.unsupported(
              setting, "gcloud wants proxy/type, proxy/address and proxy/port set together"));
    }
    if (!type.equals("http")) {
      String reason =
          type.startsWith("socks")
              ? "SOCKS proxies are not supported by Preflight"
              : "gcloud's token refresh takes no proxy/type but http, socks4 and socks5";
      return Optional.of(Way.unsupported(setting, reason));
    }
    return Optional.of(
        switch (ProxyValue.parse("http://" + address + ":" + port, ProxySyntax.PARTS, to)) {
          case ProxyValue.Usable(var parsed) ->
              Way.through(withCredentials(parsed), setting, to, Way.PlainHttp.FORWARDED);
          case ProxyValue.Refused(var fault, var reason) -> Way.unsupported(setting, reason);
        });
  }

  private ProxyAddress withCredentials(ProxyAddress parsed) {
    String user = proxy.getOrDefault("username", "");
    String password = proxy.getOrDefault("password", "");
    return user.isEmpty() && password.isEmpty()
        ? parsed
        : new ProxyAddress(
            parsed.scheme(), parsed.host(), parsed.port(), Optional.of(user + ":" + password));
  }
}
