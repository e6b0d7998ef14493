package preflight.trust;

import static preflight.route.ClientFamily.CURL;
import static preflight.route.ClientFamily.GCLOUD_DETECTION;
import static preflight.route.ClientFamily.GCLOUD_TOKEN;
import static preflight.route.ClientFamily.GIT;
import static preflight.route.ClientFamily.GO;
import static preflight.route.ClientFamily.GOOGLE_AUTH_JAVA;
import static preflight.route.ClientFamily.GOOGLE_AUTH_PYTHON;
import static preflight.route.ClientFamily.GO_METADATA;
import static preflight.route.ClientFamily.JAVA_JDK;
import static preflight.route.ClientFamily.JAVA_OKHTTP;
import static preflight.route.ClientFamily.NODE_FETCH;
import static preflight.route.ClientFamily.NODE_GAXIOS;
import static preflight.route.ClientFamily.PYTHON_REQUESTS;
import static preflight.route.ClientFamily.PYTHON_URLLIB;
import static preflight.route.ClientFamily.WGET;
import static preflight.trust.Demand.ALL_FOR_SERVERS;
import static preflight.trust.Demand.ALL_FOR_SERVERS_BY_NAME;
import static preflight.trust.Demand.ALTERNATIVE_NAME;
import static preflight.trust.Demand.AUTHORITY_IN_FORCE;
import static preflight.trust.Demand.COMMON_NAME_ALONE;
import static preflight.trust.Demand.ISSUER;
import static preflight.trust.Demand.LEAF_FOR_SERVERS;
import static preflight.trust.Demand.NO_SHA1;
import static preflight.trust.Demand.ROOT;
import static preflight.trust.Demand.RSA_2048;
import static preflight.trust.Demand.SIGNING_LEAF;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.observation.Failure;
import preflight.plan.Container;
import preflight.plan.PythonPackages;
import preflight.plan.PythonRelease;
import preflight.route.ClientFamily;
import preflight.route.ClientFiles;

/**
 * What families demand of a certificate beside an authority that they trust: held against the real
 * clients, of Debian 12 where it has them (curl and Python with OpenSSL, git and wget with GnuTLS).
 */
record ClientDemands(List<ClientFamily> families, List<Demand> demands) {

  private static final List<ClientDemands> ALL =
      List.of(
          new ClientDemands(
              List.of(CURL),
              List.of(
                  COMMON_NAME_ALONE,
                  AUTHORITY_IN_FORCE,
                  NO_SHA1,
                  RSA_2048,
                  ALL_FOR_SERVERS_BY_NAME)),
          new ClientDemands(
              List.of(WGET), List.of(COMMON_NAME_ALONE, ISSUER, AUTHORITY_IN_FORCE, NO_SHA1)),
          new ClientDemands(
              List.of(GIT),
              List.of(COMMON_NAME_ALONE, ISSUER, AUTHORITY_IN_FORCE, NO_SHA1, SIGNING_LEAF)),
          new ClientDemands(
              List.of(PYTHON_URLLIB),
              List.of(ROOT, AUTHORITY_IN_FORCE, NO_SHA1, RSA_2048, ALL_FOR_SERVERS_BY_NAME)),
          new ClientDemands(
              List.of(PYTHON_REQUESTS, GOOGLE_AUTH_PYTHON, GCLOUD_TOKEN, GCLOUD_DETECTION),
              List.of(
                  ALTERNATIVE_NAME,
                  COMMON_NAME_ALONE,
                  ROOT,
                  AUTHORITY_IN_FORCE,
                  NO_SHA1,
                  RSA_2048,
                  ALL_FOR_SERVERS_BY_NAME)),
          new ClientDemands(
              List.of(NODE_FETCH, NODE_GAXIOS),
              List.of(ROOT, AUTHORITY_IN_FORCE, NO_SHA1, ALL_FOR_SERVERS_BY_NAME)),
          new ClientDemands(
              List.of(GO, GO_METADATA),
              List.of(ALTERNATIVE_NAME, AUTHORITY_IN_FORCE, NO_SHA1, ALL_FOR_SERVERS)),
          new ClientDemands(
              List.of(JAVA_JDK, GOOGLE_AUTH_JAVA), List.of(LEAF_FOR_SERVERS, SIGNING_LEAF)),
          new ClientDemands(
              List.of(JAVA_OKHTTP), List.of(ALTERNATIVE_NAME, LEAF_FOR_SERVERS, SIGNING_LEAF)));

  private static final Pattern LOWERED_LEVEL = Pattern.compile("(?m)^[^#\n]*SECLEVEL\\s*=\\s*[01]");

  private static final Pattern VERSION = Pattern.compile("__version__\\s*=\\s*[\"']([^\"']+)");

  /** Why this family refuses a path for this host that leads to an authority which it trusts. */
  static Optional<Failure> unmet(
      ClientFamily family, Container container, TrustPath path, String host) {
    return ALL.stream()
        .filter(row -> row.families().contains(family))
        .flatMap(row -> row.demands().stream())
        .flatMap(demand ->
            demand.unmet(path, host).filter(unmet -> made(demand, family, container)).stream())
        .findFirst();
  }

  /** Whether the release and the settings that this container has make the demand. */
  private static boolean made(Demand demand, ClientFamily family, Container container) {
    return switch (demand) {
      // urllib3 2 stopped reading the common name.
      case ALTERNATIVE_NAME ->
          !List.of(PYTHON_REQUESTS, GOOGLE_AUTH_PYTHON, GCLOUD_TOKEN, GCLOUD_DETECTION)
                  .contains(family)
              || urllib3(family, container).filter(release -> release.isBefore(2, 0)).isEmpty();
      // Python 3.13 takes any certificate of the store for an end; gcloud brings an older one.
      case ROOT ->
          List.of(NODE_FETCH, NODE_GAXIOS, GCLOUD_TOKEN, GCLOUD_DETECTION).contains(family)
              || python(container).filter(release -> release.isBefore(3, 13)).isPresent();
      case RSA_2048 ->
          container
              .text("/etc/ssl/openssl.cnf")
              .filter(settings -> LOWERED_LEVEL.matcher(settings).find())
              .isEmpty();
      case COMMON_NAME_ALONE,
          ISSUER,
          AUTHORITY_IN_FORCE,
          NO_SHA1,
          LEAF_FOR_SERVERS,
          ALL_FOR_SERVERS,
          ALL_FOR_SERVERS_BY_NAME,
          SIGNING_LEAF ->
          true;
    };
  }

  private static Optional<PythonRelease> urllib3(ClientFamily family, Container container) {
    return List.of(GCLOUD_TOKEN, GCLOUD_DETECTION).contains(family)
        ? ClientFiles.gcloudFolders().stream()
            .flatMap(
                folder -> container.text(folder + "/lib/third_party/urllib3/_version.py").stream())
            .map(VERSION::matcher)
            .filter(Matcher::find)
            .flatMap(found -> PythonRelease.of(found.group(1)).stream())
            .findFirst()
        : new PythonPackages(container).release("urllib3");
  }

  private static Optional<PythonRelease> python(Container container) {
    return new PythonPackages(container).python();
  }
}
