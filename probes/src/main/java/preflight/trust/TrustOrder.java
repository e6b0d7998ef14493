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
import static preflight.trust.TrustSource.Usual.CERTIFI;
import static preflight.trust.TrustSource.Usual.GCLOUD_CERTIFI;
import static preflight.trust.TrustSource.Usual.HASHED_FOLDER;
import static preflight.trust.TrustSource.Usual.JOB_JAVA;
import static preflight.trust.TrustSource.Usual.PUBLIC_ROOTS;
import static preflight.trust.TrustSource.Usual.SYSTEM_BUNDLE;
import static preflight.trust.TrustSource.set;
import static preflight.trust.TrustSource.variable;

import java.util.List;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.trust.TrustCondition.Switch;
import preflight.trust.TrustSetting.Place;

/**
 * Where families look: the first source of each layer that is there, and all layers together; where
 * there is none, the public roots. From the clients' documentation and sources, and held against
 * the real ones.
 *
 * @param when one of these has to hold for this row; none of none
 * @param off settings under which the family verifies nothing
 */
record TrustOrder(
    List<ClientFamily> families,
    List<TrustCondition> when,
    List<Switch> off,
    List<List<TrustSource>> layers) {

  private static final List<TrustSource> OPENSSL_FILE =
      List.of(variable("SSL_CERT_FILE"), SYSTEM_BUNDLE);

  private static final List<TrustSource> OPENSSL_FOLDER =
      List.of(variable("SSL_CERT_DIR"), HASHED_FOLDER);

  private static final List<Switch> NODE_OFF =
      List.of(Switch.of(Place.VARIABLE, "NODE_TLS_REJECT_UNAUTHORIZED", "0"));

  private static final TrustSource NODE_EXTRA = variable("NODE_EXTRA_CA_CERTS");

  /** The first row that fits decides. */
  private static final List<TrustOrder> ALL =
      List.of(
          new TrustOrder(
              List.of(CURL),
              List.of(),
              List.of(Switch.of(Place.CURLRC, "insecure"), Switch.of(Place.CURLRC, "k")),
              List.of(
                  List.of(
                      set(Place.CURLRC, "cacert"),
                      variable("CURL_CA_BUNDLE"),
                      variable("SSL_CERT_FILE"),
                      SYSTEM_BUNDLE),
                  List.of(set(Place.CURLRC, "capath"), variable("SSL_CERT_DIR"), HASHED_FOLDER))),
          new TrustOrder(
              List.of(GIT),
              List.of(),
              List.of(
                  Switch.of(Place.VARIABLE, "GIT_SSL_NO_VERIFY"),
                  Switch.of(Place.GIT, "sslVerify", "false", "0", "no", "off")),
              List.of(
                  List.of(variable("GIT_SSL_CAINFO"), set(Place.GIT, "sslCAInfo"), SYSTEM_BUNDLE),
                  List.of(variable("GIT_SSL_CAPATH"), set(Place.GIT, "sslCAPath"), HASHED_FOLDER))),
          new TrustOrder(
              List.of(WGET),
              List.of(),
              List.of(Switch.of(Place.WGETRC, "check_certificate", "off", "quiet", "no", "0")),
              List.of(
                  List.of(set(Place.WGETRC, "ca_certificate"), SYSTEM_BUNDLE),
                  List.of(set(Place.WGETRC, "ca_directory"), SYSTEM_BUNDLE))),
          new TrustOrder(
              List.of(PYTHON_REQUESTS, GOOGLE_AUTH_PYTHON),
              List.of(),
              List.of(),
              List.of(
                  List.of(
                      variable("REQUESTS_CA_BUNDLE"),
                      variable("CURL_CA_BUNDLE"),
                      CERTIFI,
                      SYSTEM_BUNDLE))),
          // gcloud sets its properties on a session of requests, whose variables beat the session's
          // settings. So did Google Cloud SDK 528 on 2026-11-22, asking an API on a server with a
          // private authority's certificate, with each of these alone and in pairs.
          new TrustOrder(
              List.of(GCLOUD_TOKEN, GCLOUD_DETECTION),
              List.of(
                  Switch.of(Place.VARIABLE, "REQUESTS_CA_BUNDLE"),
                  Switch.of(Place.VARIABLE, "CURL_CA_BUNDLE")),
              List.of(),
              List.of(List.of(variable("REQUESTS_CA_BUNDLE"), variable("CURL_CA_BUNDLE")))),
          new TrustOrder(
              List.of(GCLOUD_TOKEN, GCLOUD_DETECTION),
              List.of(),
              List.of(Switch.of(Place.GCLOUD, "auth/disable_ssl_validation", "true", "1")),
              List.of(
                  List.of(
                      set(Place.GCLOUD, "core/custom_ca_certs_file"),
                      GCLOUD_CERTIFI,
                      CERTIFI,
                      SYSTEM_BUNDLE))),
          new TrustOrder(
              List.of(NODE_FETCH, NODE_GAXIOS),
              List.of(
                  Switch.of(Place.NODE_OPTION, "--use-openssl-ca"),
                  new TrustCondition.DistributionsNode()),
              NODE_OFF,
              List.of(List.of(NODE_EXTRA), OPENSSL_FILE, OPENSSL_FOLDER)),
          new TrustOrder(
              List.of(NODE_FETCH, NODE_GAXIOS),
              List.of(
                  Switch.of(Place.NODE_OPTION, "--use-system-ca"),
                  Switch.of(Place.VARIABLE, "NODE_USE_SYSTEM_CA", "1")),
              NODE_OFF,
              List.of(List.of(PUBLIC_ROOTS), List.of(NODE_EXTRA), List.of(SYSTEM_BUNDLE))),
          new TrustOrder(
              List.of(NODE_FETCH, NODE_GAXIOS),
              List.of(),
              NODE_OFF,
              List.of(List.of(PUBLIC_ROOTS), List.of(NODE_EXTRA))),
          new TrustOrder(
              List.of(JAVA_JDK, JAVA_OKHTTP, GOOGLE_AUTH_JAVA),
              List.of(),
              List.of(),
              List.of(List.of(JOB_JAVA))),
          new TrustOrder(
              List.of(GO, GO_METADATA),
              List.of(),
              List.of(),
              // Go reads every file of the folder, the bundle among them, and needs no hashed
              // names.
              List.of(OPENSSL_FILE, List.of(variable("SSL_CERT_DIR"), SYSTEM_BUNDLE))),
          new TrustOrder(
              List.of(PYTHON_URLLIB), List.of(), List.of(), List.of(OPENSSL_FILE, OPENSSL_FOLDER)));

  /** Where this family looks in this container. */
  static TrustOrder of(ClientFamily family, Container container, String host) {
    return ALL.stream()
        .filter(row -> row.families().contains(family))
        .filter(row ->
            row.when().isEmpty() || row.when().stream().anyMatch(on -> on.isOn(container, host)))
        .findFirst()
        .orElseThrow();
  }
}
