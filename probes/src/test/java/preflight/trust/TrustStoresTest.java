package preflight.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.trust.ImageFiles.BUNDLE;
import static preflight.trust.ImageFiles.CA;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.Failure.Code;
import preflight.route.ClientFamily;

/** Whom the stores that families read refuse. */
class TrustStoresTest {

  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder()
          .signedBy(CA)
          .commonName("jira.corp")
          .addSubjectAlternativeName("jira.corp")
          .build();

  private static final String BROKEN =
      "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n";

  @TempDir Path root;

  private ImageFiles image;

  @BeforeEach
  void imageWithACorporateAuthority() throws Exception {
    image = new ImageFiles(root);
    image.write("/corporate.pem", BROKEN + CA.certificatePem());
  }

  @Test
  void foldersWithHashedNamesAreReadBesideTheFile() throws Exception {
    image.write(BUNDLE, CA.certificatePem());
    image.write("/etc/ssl/certs/0a1b2c3d.0", CA.certificatePem());

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
    image.write("/folder/0a1b2c3d.0", CA.certificatePem());

    assertThat(refusal(Map.of("REQUESTS_CA_BUNDLE", "/folder"), ClientFamily.PYTHON_REQUESTS))
        .isEmpty();
  }

  @Test
  void clientThatVerifiesNothingRefusesNoNameEither() {
    assertThat(
            image.refusal(
                ClientFamily.GIT,
                Map.of("GIT_SSL_NO_VERIFY", "1"),
                List.of(CA.certificate()),
                "other.corp"))
        .isEmpty();
  }

  @Test
  void nodeOfDebianReadsTheSystemsBundle() throws Exception {
    image.write(BUNDLE, CA.certificatePem());
    image.write("/var/lib/dpkg/info/libnode108:amd64.list", "/usr/lib\n");
    image.write("/usr/bin/node", "");
    root.resolve("usr/bin/node").toFile().setExecutable(true);

    assertThat(refusal(Map.of(), ClientFamily.NODE_FETCH)).isEmpty();
  }

  @Test
  void nodeOfItsOwnMakersDoesNot() throws Exception {
    image.write(BUNDLE, CA.certificatePem());
    image.write("/usr/local/bin/node", "");
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
        .containsExactly(Code.TLS_STORE_EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "CURL, /usr/bin/curl, TLS_STORE_EMPTY",
    "GIT, /usr/bin/git, TLS_STORE_EMPTY",
    "PYTHON_URLLIB, /usr/bin/python3, TLS_STORE_EMPTY",
    "CURL, /usr/bin/git, TLS_UNTRUSTED",
    "CURL, /opt/conda/bin/curl, TLS_UNTRUSTED",
    "GO, /usr/bin/go, TLS_UNTRUSTED"
  })
  void distributionsProgramTrustsNobodyWithoutItsBundle(
      ClientFamily family, String program, Code refusal) throws Exception {
    image.write(program, "");

    assertThat(refusal(Map.of(), family)).containsExactly(refusal);
  }

  @Test
  void jobsOwnJavaStoreIsRead() throws Exception {
    store("opt/jdk/lib/security/cacerts", "JKS");

    assertThat(refusal(Map.of("JAVA_HOME", "/opt/jdk"), ClientFamily.JAVA_OKHTTP)).isEmpty();
  }

  @Test
  void storeOfTheJavaOnThePathIsRead() throws Exception {
    store("opt/jdk/lib/security/cacerts", "JKS");
    image.write("/opt/jdk/bin/java", "");
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
        .containsExactly(Code.TLS_STORE_EMPTY);
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
    return image.refusal(
        family, variables, Arrays.asList(LEAF.certificate(), CA.certificate()), "jira.corp");
  }
}
