package preflight.diagnosis.rules;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The one that {@code family} follows to another host than the server's own name or address. */
  static Optional<HostOverride> of(Evidence evidence, ClientFamily family) {
    URI asked = evidence.routes().metadataUrl(family);
    if (own(evidence).anyMatch(authority(asked)::equals)) {
      return Optional.empty();
    }
    return VARIABLES.stream()
        .filter(name -> evidence.container().variable(name).isPresent())
        .filter(name -> !evidence.routes().with(Map.of(name, "")).metadataUrl(family).equals(asked))
        .findFirst()
        .map(HostOverride::new);
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
