package preflight.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import preflight.plan.Container;
import preflight.route.ClientFiles;

/**
 * A setting by which a client is told whom to trust, or not to ask.
 *
 * @param place where it is written
 * @param name as it is written there
 */
record TrustSetting(Place place, String name) {

  /** Where a setting is written. */
  enum Place {
    VARIABLE,
    /** A word of NODE_OPTIONS; its value is the word itself. */
    NODE_OPTION,
    CURLRC,
    WGETRC,
    /** A key of git's section {@code http}, for all URLs or for the one that is asked. */
    GIT,
    /** {@code section/key}, also a variable CLOUDSDK_SECTION_KEY, which beats it. */
    GCLOUD
  }

  static TrustSetting variable(String name) {
    return new TrustSetting(Place.VARIABLE, name);
  }

  /** What it is set to for {@code host}; empty where it is not set. */
  Optional<String> value(Container container, String host) {
    return switch (place) {
      case VARIABLE -> container.variable(name);
      case NODE_OPTION ->
          container.variable("NODE_OPTIONS").stream()
              .flatMap(options -> Arrays.stream(options.split("\\s+", -1)))
              .filter(name::equals)
              .findFirst();
      case CURLRC -> RunCommands.curl(container).value(name);
      case WGETRC -> RunCommands.wget(container).value(name);
      case GIT -> ClientFiles.git(container, name, host);
      case GCLOUD ->
          container
              .variable("CLOUDSDK_" + name.replace('/', '_').toUpperCase(Locale.ROOT))
              .or(() -> ClientFiles.gcloud(container, name));
    };
  }

  /** For people. */
  String label() {
    return switch (place) {
      case VARIABLE -> name;
      case NODE_OPTION -> "NODE_OPTIONS " + name;
      case CURLRC -> ".curlrc " + name;
      case WGETRC -> "wgetrc " + name;
      case GIT -> "git's http." + name;
      case GCLOUD -> "gcloud's " + name;
    };
  }
}
