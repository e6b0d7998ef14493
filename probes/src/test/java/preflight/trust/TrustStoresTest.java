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
  private static final String SYSTEM = "system bundle (" + BUNDLE + ")";
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
    write(BUNDLE, CA.certificatePem());
    write(CERTIFI, CA.certificatePem());
    write("/curl/.curlrc", "# mine\ncacert = \"/x\"\n");
    write("/insecure/.curlrc", "--insecure\n");
    write("/wget/rc", "CA_Certificate=/x\n");
    write("/gcloud/configurations/config_default", "[core]\ncustom_ca_certs_file = /x\n");

    assertThat(storeOf(family, variables).name()).isEqualTo(expected);
  }

  @Test
  void certifiOfADistributionReadsTheSystemsBundle() throws Exception {
    write(BUNDLE, CA.certificatePem());
    write(CERTIFI, CA.certificatePem());
    write(CERTIFI.replace("cacert.pem", "core.py"), "def where(): return '" + BUNDLE + "'\n");

    assertThat(storeOf(ClientFamily.PYTHON_REQUESTS, Map.of()).name()).isEqualTo(SYSTEM);
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
                .readBy(
                    List.of(ClientFamily.CURL, ClientFamily.NODE_FETCH, ClientFamily.GIT),
                    "jira.corp")
                .values())
        .containsExactly(
            List.of(ClientFamily.CURL, ClientFamily.GIT), List.of(ClientFamily.NODE_FETCH));
  }

  @Test
  void foldersWithHashedNamesAreReadBesideTheFile() throws Exception {
    write(BUNDLE, CA.certificatePem());
    write("/etc/ssl/certs/0a1b2c3d.0", CA.certificatePem());

    for (ClientFamily family :
        List.of(ClientFamily.CURL, ClientFamily.GIT, ClientFamily.PYTHON_URLLIB)) {
      assertThat(
              refusal(
                  Map.of("SSL_CERT_FILE", "/other.pem", "GIT_SSL_CAINFO", "/other.pem"), family))
          .as(family.label())
          .isEmpty();
    }
  }

  @Test
  void folderThatAVariableNamesIsRead() throws Exception {
    write("/folder/0a1b2c3d.0", CA.certificatePem());

    assertThat(refusal(Map.of("REQUESTS_CA_BUNDLE", "/folder"), ClientFamily.PYTHON_REQUESTS))
        .isEmpty();
  }

  @Test
  void clientThatVerifiesNothingRefusesNoNameEither() {
    assertThat(
            storeOf(ClientFamily.GIT, Map.of("GIT_SSL_NO_VERIFY", "1"))
                .refusal(List.of(CA.certificate()), "other.corp"))
        .isEmpty();
  }

  @Test
  void nodeOfDebianReadsTheSystemsBundle() throws Exception {
    write(BUNDLE, CA.certificatePem());
    write("/var/lib/dpkg/info/libnode108:amd64.list", "/usr/lib\n");
    write("/usr/bin/node", "");
    root.resolve("usr/bin/node").toFile().setExecutable(true);

    assertThat(refusal(Map.of(), ClientFamily.NODE_FETCH)).isEmpty();
  }

  @Test
  void nodeOfItsOwnMakersDoesNot() throws Exception {
    write(BUNDLE, CA.certificatePem());
    write("/usr/local/bin/node", "");
    root.resolve("usr/local/bin/node").toFile().setExecutable(true);

    assertThat(refusal(Map.of(), ClientFamily.NODE_FETCH)).containsExactly(Code.TLS_UNTRUSTED);
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
    store("opt/jdk/lib/security/cacerts", "JKS");

    assertThat(refusal(Map.of("JAVA_HOME", "/opt/jdk"), ClientFamily.JAVA_OKHTTP)).isEmpty();
  }

  @Test
  void storeOfTheJavaOnThePathIsRead() throws Exception {
    store("opt/jdk/lib/security/cacerts", "JKS");
    write("/opt/jdk/bin/java", "");
    root.resolve("opt/jdk/bin/java").toFile().setExecutable(true);
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(root.resolve("usr/bin/java"), root.resolve("opt/jdk/bin/java"));

    assertThat(refusal(Map.of(), ClientFamily.JAVA_JDK)).isEmpty();
  }

  @Test
  void storeThatHidesItsContentNeedsTheJobsPassword() throws Exception {
    store("trust.p12", "PKCS12");
    String option = "-Djavax.net.ssl.trustStore=/trust.p12";

    assertThat(refusal(Map.of("JAVA_TOOL_OPTIONS", option), ClientFamily.JAVA_JDK))
        .containsExactly(Code.TLS_UNTRUSTED);
    assertThat(
            refusal(
                Map.of(
                    "JAVA_TOOL_OPTIONS", option + " -Djavax.net.ssl.trustStorePassword=changeit"),
                ClientFamily.JAVA_JDK))
        .isEmpty();
  }

  private void store(String file, String type) throws Exception {
    KeyStore keys = KeyStore.getInstance(type);
    keys.load(null, null);
    keys.setCertificateEntry("ca", CA.certificate());
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    try (OutputStream out = Files.newOutputStream(path)) {
      keys.store(out, "changeit".toCharArray());
    }
  }

  private List<Code> refusal(Map<String, String> variables, ClientFamily family) {
    return storeOf(family, variables)
        .refusal(Arrays.asList(LEAF.certificate(), CA.certificate()), "jira.corp")
        .map(Failure::code)
        .stream()
        .toList();
  }

  private TrustStore storeOf(ClientFamily family, Map<String, String> variables) {
    return stores(variables).readBy(List.of(family), "jira.corp").keySet().iterator().next();
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
