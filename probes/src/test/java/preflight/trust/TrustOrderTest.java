package preflight.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static preflight.trust.ImageFiles.BUNDLE;
import static preflight.trust.ImageFiles.CA;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.route.ClientFamily;

/** Which store each family reads. */
class TrustOrderTest {

  private static final String SYSTEM = "system bundle (" + BUNDLE + ")";
  private static final String CERTIFI =
      "/usr/local/lib/python3.12/site-packages/certifi/cacert.pem";

  private ImageFiles image;

  @BeforeEach
  void emptyImage(@TempDir Path root) {
    image = new ImageFiles(root);
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        arguments(ClientFamily.CURL, Map.of(), SYSTEM),
        arguments(
            ClientFamily.CURL,
            Map.of("CURL_CA_BUNDLE", "/corporate.pem", "SSL_CERT_FILE", "/x"),
            "CURL_CA_BUNDLE (/corporate.pem)"),
        arguments(
            ClientFamily.GO, Map.of("SSL_CERT_FILE", "/x"), "SSL_CERT_FILE (/x) and " + SYSTEM),
        arguments(ClientFamily.WGET, Map.of("CURL_CA_BUNDLE", "/x"), SYSTEM),
        arguments(ClientFamily.GIT, Map.of("GIT_SSL_CAINFO", "/x"), "GIT_SSL_CAINFO (/x)"),
        arguments(
            ClientFamily.PYTHON_REQUESTS,
            Map.of("SSL_CERT_FILE", "/x"),
            "certifi (" + CERTIFI + ")"),
        arguments(
            ClientFamily.PYTHON_REQUESTS,
            Map.of("REQUESTS_CA_BUNDLE", "/x"),
            "REQUESTS_CA_BUNDLE (/x)"),
        arguments(ClientFamily.PYTHON_URLLIB, Map.of(), SYSTEM),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", "/x"),
            "gcloud's core/custom_ca_certs_file (/x)"),
        arguments(
            ClientFamily.GIT,
            Map.of(
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.https://jira.corp/.sslCAInfo",
                "GIT_CONFIG_VALUE_0", "/x"),
            "git's http.sslCAInfo (/x)"),
        arguments(
            ClientFamily.GIT,
            Map.of(
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.https://other.corp/.sslCAInfo",
                "GIT_CONFIG_VALUE_0", "/x"),
            SYSTEM),
        arguments(
            ClientFamily.GIT,
            Map.of("GIT_SSL_NO_VERIFY", ""),
            "no verification (GIT_SSL_NO_VERIFY)"),
        arguments(ClientFamily.GIT, Map.of("SSL_CERT_FILE", "/x"), SYSTEM),
        arguments(ClientFamily.CURL, Map.of("HOME", "/curl"), ".curlrc cacert (/x)"),
        arguments(
            ClientFamily.CURL, Map.of("HOME", "/insecure"), "no verification (.curlrc insecure)"),
        arguments(
            ClientFamily.WGET,
            Map.of("WGETRC", "/wget/rc"),
            "wgetrc ca_certificate (/x) and " + SYSTEM),
        arguments(ClientFamily.WGET, Map.of("SSL_CERT_FILE", "/x"), SYSTEM),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_CONFIG", "/gcloud"),
            "gcloud's core/custom_ca_certs_file (/x)"),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", "/y", "REQUESTS_CA_BUNDLE", "/x"),
            "REQUESTS_CA_BUNDLE (/x)"),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION", "true", "CURL_CA_BUNDLE", "/x"),
            "CURL_CA_BUNDLE (/x)"),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", "/x", "SSL_CERT_FILE", "/y"),
            "gcloud's core/custom_ca_certs_file (/x)"),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION", "True"),
            "no verification (gcloud's auth/disable_ssl_validation)"),
        arguments(
            ClientFamily.NODE_FETCH,
            Map.of("NODE_TLS_REJECT_UNAUTHORIZED", "0"),
            "no verification (NODE_TLS_REJECT_UNAUTHORIZED)"),
        arguments(
            ClientFamily.NODE_FETCH,
            Map.of("NODE_OPTIONS", "--a --use-openssl-ca", "SSL_CERT_FILE", "/x"),
            "SSL_CERT_FILE (/x)"),
        arguments(
            ClientFamily.NODE_FETCH,
            Map.of("NODE_USE_SYSTEM_CA", "1"),
            "public roots and " + SYSTEM),
        arguments(ClientFamily.NODE_FETCH, Map.of("SSL_CERT_FILE", "/x"), "public roots"),
        arguments(
            ClientFamily.NODE_FETCH,
            Map.of("NODE_EXTRA_CA_CERTS", "/corporate.pem"),
            "public roots and NODE_EXTRA_CA_CERTS (/corporate.pem)"),
        arguments(ClientFamily.JAVA_JDK, Map.of("SSL_CERT_FILE", "/x"), "public roots"),
        arguments(
            ClientFamily.JAVA_JDK,
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -Djavax.net.ssl.trustStore=/x.jks"),
            "Java trust store (/x.jks)"));
  }

  @ParameterizedTest(name = "{0} with {1} reads {2}")
  @MethodSource("sources")
  void everyFamilyReadsItsOwnStore(
      ClientFamily family, Map<String, String> variables, String expected) throws Exception {
    image.write(BUNDLE, CA.certificatePem());
    image.write(CERTIFI, CA.certificatePem());
    image.write("/curl/.curlrc", "# mine\ncacert = \"/x\"\n");
    image.write("/insecure/.curlrc", "--insecure\n");
    image.write("/wget/rc", "CA_Certificate=/x\n");
    image.write("/gcloud/configurations/config_default", "[core]\ncustom_ca_certs_file = /x\n");

    assertThat(image.storeOf(family, variables).name()).isEqualTo(expected);
  }

  @Test
  void certifiOfADistributionReadsTheSystemsBundle() throws Exception {
    image.write(BUNDLE, CA.certificatePem());
    image.write(CERTIFI, CA.certificatePem());
    image.write(CERTIFI.replace("cacert.pem", "core.py"), "def where(): return '" + BUNDLE + "'\n");

    assertThat(image.storeOf(ClientFamily.PYTHON_REQUESTS, Map.of()).name()).isEqualTo(SYSTEM);
  }

  @ParameterizedTest
  @EnumSource(ClientFamily.class)
  void imageWithoutAnyBundleLeavesThePublicRoots(ClientFamily family) {
    assertThat(image.storeOf(family, Map.of()).name()).isEqualTo("public roots");
  }

  @Test
  void familiesOfOneStoreShareIt() throws Exception {
    image.write(BUNDLE, CA.certificatePem());

    assertThat(
            image
                .stores(Map.of())
                .readBy(
                    List.of(ClientFamily.CURL, ClientFamily.NODE_FETCH, ClientFamily.GIT),
                    "jira.corp")
                .values())
        .containsExactly(
            List.of(ClientFamily.CURL, ClientFamily.GIT), List.of(ClientFamily.NODE_FETCH));
  }
}
