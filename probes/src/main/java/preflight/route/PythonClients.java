package preflight.route;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.plan.Container;
import preflight.plan.PythonPackages;
import preflight.plan.PythonRelease;

/**
 * The releases of Python's clients that a container holds, for they changed their minds; empty
 * where none is found, and then the latest is assumed.
 *
 * @param requests what Python programs import
 * @param gcloudRequests what gcloud brings along
 * @param googleAuth what Google's libraries for Python import
 */
record PythonClients(
    Optional<PythonRelease> requests,
    Optional<PythonRelease> gcloudRequests,
    Optional<PythonRelease> googleAuth) {

  private static final String GCLOUD_REQUESTS = "/lib/third_party/requests/__version__.py";

  private static final Pattern VERSION =
      Pattern.compile("(?m)^__version__ *= *[\"']([\\w.+]{1,40})[\"']");

  /** Looks for them where pip, Debian and gcloud install them. */
  static PythonClients of(Container container) {
    var packages = new PythonPackages(container);
    return new PythonClients(
        packages.release("requests"),
        GcloudProperties.INSTALLATIONS.stream()
            .flatMap(root -> container.text(root + GCLOUD_REQUESTS).stream())
            .map(VERSION::matcher)
            .filter(Matcher::find)
            .flatMap(found -> PythonRelease.of(found.group(1)).stream())
            .findFirst(),
        packages.release("google_auth"));
  }

  /**
   * How {@code family} reads the environment, where an earlier release of it reads it otherwise.
   */
  Optional<ProxyRules> earlierRules(ClientFamily family) {
    return Optional.ofNullable(
            Map.of(
                    ClientFamily.PYTHON_REQUESTS, requests,
                    ClientFamily.GOOGLE_AUTH_PYTHON, requests,
                    ClientFamily.GCLOUD_TOKEN, gcloudRequests)
                .get(family))
        .flatMap(release -> release)
        .filter(found -> found.isBefore(2, 34))
        .map(found -> FamilyRules.REQUESTS_BEFORE_2_34);
  }

  /**
   * How google-auth looks for the metadata server, where its token is asked for through a proxy:
   * past every proxy up to 2.48, and through it from 2.59 on.
   */
  Optional<String> detection() {
    return googleAuth.flatMap(PythonClients::detection);
  }

  private static Optional<String> detection(PythonRelease googleAuth) {
    if (googleAuth.isBefore(2, 49)) {
      return Optional.of(
          "google-auth %s looks for the metadata server past the proxy; only its token goes there."
              .formatted(googleAuth.text()));
    }
    return googleAuth.isBefore(2, 59)
        ? Optional.empty()
        : Optional.of(
            "google-auth %s looks for the metadata server through the proxy, too; it may say that"
                    .formatted(googleAuth.text())
                + " there are no default credentials.");
  }
}
