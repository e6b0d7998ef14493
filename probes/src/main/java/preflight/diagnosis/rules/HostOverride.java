package preflight.diagnosis.rules;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.plan.UriPort;
import preflight.route.ClientFamily;

/**
 * A variable that leads a client to a host of its own for the metadata server.
 *
 * @param variable its name, for example {@code GCE_METADATA_HOST}
 */
record HostOverride(String variable) {

  private static final List<String> VARIABLES =
      List.of("GCE_METADATA_HOST", "GCE_METADATA_ROOT", "GCE_METADATA_IP");

  /**
   * Each that leads {@code family}, were it the only one, to where it asks now: another host than
   * the server's own name or address.
   */
  static List<HostOverride> of(Evidence evidence, ClientFamily family) {
    URI asked = evidence.routes().metadataUrl(family);
    if (own(evidence).anyMatch(authority(asked)::equals)) {
      return List.of();
    }
    return VARIABLES.stream()
        .filter(name -> evidence.container().variable(name).isPresent())
        .filter(name -> evidence.routes().with(othersThan(name)).metadataUrl(family).equals(asked))
        .map(HostOverride::new)
        .toList();
  }

  private static Map<String, String> othersThan(String variable) {
    return VARIABLES.stream()
        .filter(name -> !name.equals(variable))
        .collect(Collectors.toMap(name -> name, name -> ""));
  }

  /** What it stands for where nobody sets it. */
  String usual() {
    return variable.equals("GCE_METADATA_IP") ? MetadataChecks.ADDRESS : MetadataChecks.NAME;
  }

  private static Stream<String> own(Evidence evidence) {
    InetSocketAddress asked = evidence.plan().metadataHost();
    return Stream.of(
        MetadataChecks.NAME + ":80",
        MetadataChecks.ADDRESS + ":80",
        asked.getHostString() + ":" + asked.getPort());
  }

  private static String authority(URI url) {
    return UriPort.host(url) + ":" + UriPort.port(url);
  }
}
