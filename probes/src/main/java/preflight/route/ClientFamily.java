package preflight.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of HTTP clients that read proxy settings in a way of their own. */
public enum ClientFamily {
  /** gcloud looking for a metadata server and its accounts. */
  GCLOUD_DETECTION,
  /** gcloud refreshing its token. */
  GCLOUD_TOKEN,
  /** google-auth for Python. */
  GOOGLE_AUTH_PYTHON,
  /** Python's requests. */
  PYTHON_REQUESTS,
  /** Python's urllib.request. */
  PYTHON_URLLIB,
  CURL,
  WGET,
  GIT,
  /** Node's gaxios, as gcp-metadata and google-auth-library use it. */
  NODE_GAXIOS,
  /** Node's own fetch. */
  NODE_FETCH,
  /** Go's net/http. */
  GO,
  /** Go's cloud.google.com/go/compute/metadata. */
  GO_METADATA,
  /** The JDK's HttpURLConnection and java.net.http. */
  JAVA_JDK,
  /** OkHttp. */
  JAVA_OKHTTP,
  /** google-auth-library for Java. */
  GOOGLE_AUTH_JAVA;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The public name, for example {@code python-requests}. */
  public String label() {
    return label;
  }

  /** The family of this public name. */
  public static Optional<ClientFamily> of(String label) {
    return Arrays.stream(values()).filter(family -> family.label.equals(label)).findFirst();
  }
}
