package preflight.observation;

import java.util.List;
import java.util.Optional;

/**
 * Whom a metadata server speaks for; what could not be read is empty. The token is not kept.
 *
 * @param email of the default service account
 * @param project the project's id
 * @param region the region's short name, for example {@code europe-west1}
 * @param instanceId the instance's id
 * @param scopes of the default service account
 */
public record MetadataIdentity(
    Optional<String> email,
    Optional<String> project,
    Optional<String> region,
    Optional<String> instanceId,
    List<String> scopes) {

  public MetadataIdentity {
    scopes = List.copyOf(scopes);
  }

  /** Whether the two are known to speak for different accounts, projects or instances. */
  public boolean contradicts(MetadataIdentity other) {
    return differ(email, other.email)
        || differ(project, other.project)
        || differ(instanceId, other.instanceId);
  }

  private static boolean differ(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }
}
