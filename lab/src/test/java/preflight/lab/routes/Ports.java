package preflight.lab.routes;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the listeners of a namespace stand; its ports are all its own. */
final class Ports {

  /** Those of https URLs. */
  static final Set<Integer> TLS = Set.of(443, 8443);

  /** The usual and the written ports of origins, and what clients take for a proxy's port. */
  private static final List<Integer> FIXED = List.of(80, 443, 8080, 8443, 1080);

  private static final int FIRST_PROXY = 3101;

  /** A listener for each, so that the port tells which setting decided. */
  private static final List<String> SETTINGS =
      List.of(
          "http_proxy",
          "HTTP_PROXY",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "Http_Proxy",
          "HTTP_proxy",
          "https_PROXY",
          "All_Proxy",
          "GIT_CONFIG_VALUE_0",
          "http.proxyPort",
          "https.proxyPort",
          "proxyPort");

  private Ports() {}

  /** The port of the proxy that this setting names. */
  static int proxy(String setting) {
    int index = SETTINGS.indexOf(setting);
    if (index < 0) {
      throw new IllegalArgumentException("no listener for " + setting);
    }
    return FIRST_PROXY + index;
  }

  /** Every listener's place; a proxy that is taken for this machine's port 80 is none. */
  static List<InetSocketAddress> sockets() {
    Stream<Integer> ports =
        Stream.concat(
            FIXED.stream(), IntStream.range(0, SETTINGS.size()).mapToObj(i -> FIRST_PROXY + i));
    return Stream.concat(
            ports.flatMap(port ->
                Matrix.ADDRESSES.stream().map(address -> new InetSocketAddress(address, port))),
            Stream.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080)))
        .toList();
  }
}
