package preflight.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom a client takes for the metadata server, as data.
 *
 * @param usual name or address, where nothing overrides it
 * @param overrides the variables that do; the first that holds anything wins
 */
record MetadataAddress(String usual, List<String> overrides) {

  static final String NAME = "metadata.google.internal";
  static final String ADDRESS = "169.254.169.254";

  MetadataAddress {
    overrides = List.copyOf(overrides);
  }

  /** How {@code family} finds it; a script's curl or requests only knows the documented name. */
  static MetadataAddress of(ClientFamily family) {
    return switch (family) {
      case GCLOUD_DETECTION -> new MetadataAddress(NAME, List.of("GCE_METADATA_ROOT"));
      case GCLOUD_TOKEN, GOOGLE_AUTH_PYTHON ->
          new MetadataAddress(NAME, List.of("GCE_METADATA_HOST", "GCE_METADATA_ROOT"));
      case NODE_GAXIOS ->
          new MetadataAddress(ADDRESS, List.of("GCE_METADATA_IP", "GCE_METADATA_HOST"));
      case GO_METADATA -> new MetadataAddress(ADDRESS, List.of("GCE_METADATA_HOST"));
      case GOOGLE_AUTH_JAVA -> new MetadataAddress(NAME, List.of("GCE_METADATA_HOST"));
      case PYTHON_REQUESTS, PYTHON_URLLIB, CURL, WGET, GIT, NODE_FETCH, GO, JAVA_JDK, JAVA_OKHTTP ->
          new MetadataAddress(NAME, List.of());
    };
  }

  /** {@code http://HOST[:PORT]}, without a path; an override that is no host is passed over. */
  URI url(Map<String, String> environment) {
    return overrides.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .flatMap(MetadataAddress::url)
        .orElseGet(() -> URI.create("http://" + usual));
  }

  private static Optional<URI> url(String host) {
    try {
      String authority = host.replaceFirst("^https?://", "").replaceFirst("/.*", "");
      URI url = new URI("http://" + authority).parseServerAuthority();
      return Objects.isNull(url.getHost()) || !Objects.isNull(url.getUserInfo())
          ? Optional.empty()
          : Optional.of(url);
    } catch (URISyntaxException noHost) {
      return Optional.empty();
    }
  }
}
