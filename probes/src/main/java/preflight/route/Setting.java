package preflight.route;

/**
 * A setting that decided a route.
 *
 * @param name as the container has it, for example {@code https_proxy} or {@code http.proxyHost}
 * @param origin where it stands
 * @param value its value without credentials
 */
public record Setting(String name, Origin origin, String value) {

  /** Where a setting stands; the remedy depends on it. */
  public enum Origin {
    /** An environment variable, of the job or of the image. */
    ENVIRONMENT,
    /** A property of gcloud's {@code proxy} section, in a file or a CLOUDSDK_PROXY_ variable. */
    GCLOUD_PROPERTY,
    /** A system property that a JVM option sets. */
    JVM_PROPERTY,
    /** The client's own configuration file. */
    CLIENT_FILE
  }

  /** {@code NAME=value}. */
  @Override
  public String toString() {
    return name + "=" + value;
  }
}
