package preflight.trust;

import static preflight.route.ClientFamily.CURL;
import static preflight.route.ClientFamily.GCLOUD_DETECTION;
import static preflight.route.ClientFamily.GCLOUD_TOKEN;
import static preflight.route.ClientFamily.GIT;
import static preflight.route.ClientFamily.GOOGLE_AUTH_JAVA;
import static preflight.route.ClientFamily.GOOGLE_AUTH_PYTHON;
import static preflight.route.ClientFamily.JAVA_JDK;
import static preflight.route.ClientFamily.JAVA_OKHTTP;
import static preflight.route.ClientFamily.NODE_FETCH;
import static preflight.route.ClientFamily.NODE_GAXIOS;
import static preflight.route.ClientFamily.PYTHON_REQUESTS;

import java.util.List;
import preflight.route.ClientFamily;

/** A place where client families look for the authorities that they trust. */
sealed interface TrustSource {

  /** A variable that names a PEM file, which then replaces everything after it. */
  record Variable(String name) implements TrustSource {}

  /** certifi's PEM file in a Python installation. */
  record Certifi() implements TrustSource {}

  /** The distribution's bundle. */
  record SystemBundle() implements TrustSource {}

  /** The job's own Java trust store: its {@code javax.net.ssl.trustStore}, or its cacerts. */
  record JobJava() implements TrustSource {}

  /** The public roots (this JVM's stand for them), and those of a variable's PEM file too. */
  record PublicRootsAnd(String variable) implements TrustSource {}

  /** A family reads the first of its sources that exists; where none does, the public roots. */
  record Order(List<ClientFamily> families, List<TrustSource> sources) {}

  /** From the clients' documentation and sources; families that stand in no row read the last. */
  List<Order> ORDERS =
      List.of(
          new Order(
              List.of(CURL),
              List.of(
                  new Variable("CURL_CA_BUNDLE"),
                  new Variable("SSL_CERT_FILE"),
                  new SystemBundle())),
          new Order(
              List.of(GIT),
              List.of(
                  new Variable("GIT_SSL_CAINFO"),
                  new Variable("SSL_CERT_FILE"),
                  new SystemBundle())),
          new Order(
              List.of(PYTHON_REQUESTS, GOOGLE_AUTH_PYTHON),
              List.of(
                  new Variable("REQUESTS_CA_BUNDLE"),
                  new Variable("CURL_CA_BUNDLE"),
                  new Certifi(),
                  new SystemBundle())),
          new Order(
              List.of(GCLOUD_TOKEN, GCLOUD_DETECTION),
              List.of(
                  new Variable("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"),
                  new Variable("REQUESTS_CA_BUNDLE"),
                  new Variable("CURL_CA_BUNDLE"),
                  new Certifi(),
                  new SystemBundle())),
          new Order(
              List.of(NODE_FETCH, NODE_GAXIOS), List.of(new PublicRootsAnd("NODE_EXTRA_CA_CERTS"))),
          new Order(List.of(JAVA_JDK, JAVA_OKHTTP, GOOGLE_AUTH_JAVA), List.of(new JobJava())),
          new Order(List.of(), List.of(new Variable("SSL_CERT_FILE"), new SystemBundle())));

  /** Where this family looks, in its order. */
  static List<TrustSource> readBy(ClientFamily family) {
    return ORDERS.stream()
        .filter(order -> order.families().contains(family) || order.families().isEmpty())
        .findFirst()
        .orElseThrow()
        .sources();
  }
}
