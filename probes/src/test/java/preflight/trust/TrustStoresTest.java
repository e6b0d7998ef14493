package preflight.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.plan.Container;
import preflight.route.ClientFamily;

class TrustStoresTest {

  private static final HeldCertificate CA =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Corporate CA").build();
  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder()
          .signedBy(CA)
          .commonName("jira.corp")
          .addSubjectAlternativeName("jira.corp")
          .build();

  private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
  private static final String CERTIFI =
      "/usr/local/lib/python3.12/site-packages/certifi/cacert.pem";

  @TempDir Path root;

  @BeforeEach
  void filesOfAnImage() throws Exception {
    write("/corporate.pem", "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
    Files.writeString(
        root.resolve("corporate.pem"),
        CA.certificatePem(),
        java.nio.file.StandardOpenOption.APPEND);
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        arguments(ClientFamily.CURL, Map.of(), "system bundle (" + BUNDLE + ")"),
        arguments(
            ClientFamily.CURL,
            Map.of("CURL_CA_BUNDLE", "/corporate.pem", "SSL_CERT_FILE", "/x"),
            "CURL_CA_BUNDLE (/corporate.pem)"),
        arguments(ClientFamily.GO, Map.of("SSL_CERT_FILE", "/x"), "SSL_CERT_FILE (/x)"),
        arguments(
            ClientFamily.WGET, Map.of("CURL_CA_BUNDLE", "/x"), "system bundle (" + BUNDLE + ")"),
        arguments(ClientFamily.GIT, Map.of("GIT_SSL_CAINFO", "/x"), "GIT_SSL_CAINFO (/x)"),
        arguments(
            ClientFamily.PYTHON_REQUESTS,
            Map.of("SSL_CERT_FILE", "/x"),
            "certifi (" + CERTIFI + ")"),
        arguments(
            ClientFamily.PYTHON_REQUESTS,
            Map.of("REQUESTS_CA_BUNDLE", "/x"),
            "REQUESTS_CA_BUNDLE (/x)"),
        arguments(ClientFamily.PYTHON_URLLIB, Map.of(), "system bundle (" + BUNDLE + ")"),
        arguments(
            ClientFamily.GCLOUD_TOKEN,
            Map.of("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", "/x"),
            "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE (/x)"),
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
    write(BUNDLE, CA.certificatePem());
    write(CERTIFI, CA.certificatePem());

    assertThat(storeOf(family, variables).name()).isEqualTo(expected);
  }

  @Test
  void certifiOfADistributionReadsTheSystemsBundle() throws Exception {
    write(BUNDLE, CA.certificatePem());
    write(CERTIFI, CA.certificatePem());
    write(CERTIFI.replace("cacert.pem", "core.py"), "def where(): return '" + BUNDLE + "'\n");

    assertThat(storeOf(ClientFamily.PYTHON_REQUESTS, Map.of()).name())
        .isEqualTo("system bundle (" + BUNDLE + ")");
  }

  @ParameterizedTest
  @EnumSource(ClientFamily.class)
  void imageWithoutAnyBundleLeavesThePublicRoots(ClientFamily family) {
    assertThat(storeOf(family, Map.of()).name()).isEqualTo("public roots");
  }

  @Test
  void familiesOfOneStoreShareIt() throws Exception {
    write(BUNDLE, CA.certificatePem());

    assertThat(
            stores(Map.of())
                .readBy(List.of(ClientFamily.CURL, ClientFamily.NODE_FETCH, ClientFamily.GIT))
                .values())
        .containsExactly(
            List.of(ClientFamily.CURL, ClientFamily.GIT), List.of(ClientFamily.NODE_FETCH));
  }

  @Test
  void brokenCertificateDoesNotTakeTheOthersWithIt() {
    assertThat(refusal(Map.of("CURL_CA_BUNDLE", "/corporate.pem"), ClientFamily.CURL)).isEmpty();
  }

  @Test
  void publicRootsRefuseACorporateIssuer() {
    assertThat(refusal(Map.of(), ClientFamily.NODE_FETCH)).containsExactly(Code.TLS_UNTRUSTED);
  }

  @Test
  void nodesExtraCertificatesAreTrustedToo() {
    assertThat(refusal(Map.of("NODE_EXTRA_CA_CERTS", "/corporate.pem"), ClientFamily.NODE_FETCH))
        .isEmpty();
  }

  @Test
  void missingFileTrustsNobody() {
    assertThat(refusal(Map.of("CURL_CA_BUNDLE", "/gone.pem"), ClientFamily.CURL))
        .containsExactly(Code.TLS_UNTRUSTED);
  }

  @Test
  void jobsOwnJavaStoreIsRead() throws Exception {
    KeyStore keys = KeyStore.getInstance("JKS");
    keys.load(null, null);
    keys.setCertificateEntry("ca", CA.certificate());
    Path security = Files.createDirectories(root.resolve("opt/jdk/lib/security"));
    try (OutputStream out = Files.newOutputStream(security.resolve("cacerts"))) {
      keys.store(out, "changeit".toCharArray());
    }

    assertThat(refusal(Map.of("JAVA_HOME", "/opt/jdk"), ClientFamily.JAVA_OKHTTP)).isEmpty();
  }

  private List<Code> refusal(Map<String, String> variables, ClientFamily family) {
    return storeOf(family, variables)
        .refusal(Arrays.asList(LEAF.certificate(), CA.certificate()), "jira.corp")
        .map(Failure::code)
        .stream()
        .toList();
  }

  private TrustStore storeOf(ClientFamily family, Map<String, String> variables) {
    return stores(variables).readBy(List.of(family)).keySet().iterator().next();
  }

  private TrustStores stores(Map<String, String> variables) {
    return TrustStores.of(new Container(variables, root));
  }

  private void write(String path, String text) throws Exception {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
