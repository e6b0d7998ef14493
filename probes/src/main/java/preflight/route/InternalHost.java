package preflight.route;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells hosts that only a private network can have, by their looks alone. */
public final class InternalHost {

  /** RFC 1918, 6598, 4193, and loopback. */
  private static final List<AddressRange> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "fc00::/7",
              "::1/128")
          .flatMap(range -> AddressRange.parse(range).stream())
          .toList();

  /** Labels that no public name has behind its first one. */
  private static final List<String> LABELS =
      List.of("internal", "corp", "local", "localdomain", "lan", "intranet", "private");

  private InternalHost() {}

  /** Whether {@code url} leads to such a host; the metadata server is none. */
  public static boolean is(URI url) {
    return Endpoint.of(url).map(Endpoint::host).filter(InternalHost::is).isPresent();
  }

  private static boolean is(String host) {
    Optional<AddressRange> address = AddressRange.parse(host);
    if (address.isPresent()) {
      return PRIVATE.stream().anyMatch(range -> range.covers(address.get()));
    }
    List<String> labels = List.of(host.replaceFirst("\\.$", "").split("\\.", -1));
    boolean metadata =
        host.equals("metadata") || host.replaceFirst("\\.$", "").equals(MetadataAddress.NAME);
    return !metadata && (labels.size() == 1 || labels.stream().skip(1).anyMatch(LABELS::contains));
  }
}
