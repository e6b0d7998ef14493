package preflight.lab.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container that a client is asked in. In its values {@code FILE} stands for a PEM file with one
 * more authority than the system's, {@code FOLDER} for a folder with hashed names that holds it,
 * {@code STORE} for a PKCS12 store.
 *
 * @param files in the home folder, by name
 */
record Settings(Map<String, String> environment, Map<String, String> files) {

  /** What is worth telling apart about this client. */
  static List<Settings> of(Client client) {
    return switch (client) {
      case CURL ->
          List.of(
              none(),
              variables("CURL_CA_BUNDLE=FILE"),
              variables("SSL_CERT_FILE=FILE"),
              variables("SSL_CERT_DIR=FOLDER"),
              // Releases differ on SSL_CERT_FILE beside SSL_CERT_DIR.
              variables("REQUESTS_CA_BUNDLE=FILE"),
              file(".curlrc", "cacert = \"FILE\"\n"),
              file(".curlrc", "insecure\n"));
      case WGET ->
          List.of(
              none(),
              variables("SSL_CERT_FILE=FILE"),
              variables("CURL_CA_BUNDLE=FILE"),
              file(".wgetrc", "ca_certificate = FILE\n"),
              file(".wgetrc", "check_certificate = off\n"));
      case GIT ->
          List.of(
              none(),
              variables("GIT_SSL_CAINFO=FILE"),
              variables("SSL_CERT_FILE=FILE"),
              variables("CURL_CA_BUNDLE=FILE"),
              variables("GIT_SSL_NO_VERIFY=0"),
              file(".gitconfig", "[http]\n\tsslCAInfo = FILE\n"),
              file(".gitconfig", "[http]\n\tsslVerify = false\n"),
              file(".gitconfig", "[http \"https://b.test:8442/\"]\n\tsslVerify = false\n"));
      case PYTHON_URLLIB ->
          List.of(
              none(),
              variables("SSL_CERT_FILE=FILE"),
              variables("SSL_CERT_DIR=FOLDER"),
              variables("SSL_CERT_FILE=FILE", "SSL_CERT_DIR=/nowhere"),
              variables("REQUESTS_CA_BUNDLE=FILE"));
      case PYTHON_REQUESTS ->
          List.of(
              none(),
              variables("REQUESTS_CA_BUNDLE=FILE"),
              // Releases differ on a folder: some read the system's as well.
              variables("CURL_CA_BUNDLE=FILE"),
              variables("SSL_CERT_FILE=FILE"));
      case NODE ->
          List.of(
              none(),
              variables("NODE_EXTRA_CA_CERTS=FILE"),
              variables("SSL_CERT_FILE=FILE"),
              variables("NODE_OPTIONS=--use-openssl-ca"),
              variables("NODE_OPTIONS=--use-openssl-ca", "SSL_CERT_FILE=FILE"),
              variables("NODE_TLS_REJECT_UNAUTHORIZED=0"));
      case GO ->
          List.of(
              none(),
              variables("SSL_CERT_FILE=FILE"),
              variables("SSL_CERT_DIR=FOLDER"),
              variables("SSL_CERT_FILE=FILE", "SSL_CERT_DIR=/nowhere"));
      case JAVA ->
          List.of(
              none(),
              variables("SSL_CERT_FILE=FILE"),
              variables("JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=STORE"),
              variables(
                  "JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=STORE"
                      + " -Djavax.net.ssl.trustStorePassword=changeit"));
    };
  }

  private static Settings none() {
    return variables();
  }

  private static Settings variables(String... assignments) {
    Map<String, String> environment = new LinkedHashMap<>();
    Stream.of(assignments)
        .map(assignment -> assignment.split("=", 2))
        .forEach(pair -> environment.put(pair[0], pair[1]));
    return new Settings(environment, Map.of());
  }

  private static Settings file(String name, String text) {
    return new Settings(Map.of(), Map.of(name, text));
  }
}
