package preflight.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static preflight.trust.ImageFiles.CA;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.plan.Container;
import preflight.route.ClientFamily;

/** Which families refuse a chain that leads to an authority which all of them trust. */
class ClientDemandsTest {

  private static final String HOST = "jira.corp";

  private static final List<ClientFamily> FAMILIES =
      List.of(
          ClientFamily.CURL,
          ClientFamily.WGET,
          ClientFamily.GIT,
          ClientFamily.PYTHON_URLLIB,
          ClientFamily.PYTHON_REQUESTS,
          ClientFamily.NODE_FETCH,
          ClientFamily.GO,
          ClientFamily.JAVA_JDK,
          ClientFamily.JAVA_OKHTTP);

  @TempDir Path root;

  private ImageFiles image;
  private TrustStore store = TrustStore.trustingAll("not set up");

  @BeforeEach
  void imageOfPythonBefore313() throws Exception {
    image = new ImageFiles(root);
    image.write("/usr/lib/python3.11/site-packages/README", "");
  }

  /** Made by OpenSSL: HeldCertificate knows neither of these extensions nor SHA-1. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "for-clients, curl python-urllib python-requests node-fetch go java-jdk java-okhttp",
    "for-any-purpose, curl python-urllib python-requests node-fetch",
    "by-an-authority-for-clients, curl python-urllib python-requests node-fetch go",
    "signed-with-sha1, curl wget git python-urllib python-requests node-fetch go",
    "that-signs-nothing, git java-jdk java-okhttp",
    "outside-name-constraints,"
        + " curl wget git python-urllib python-requests node-fetch go java-jdk java-okhttp",
  })
  void certificateIsUnfitForThoseWhoDemandMore(String chain, String refusing) throws Exception {
    trust(pem("root"));

    assertThat(refusing(Code.TLS_UNFIT, PemBundle.parse(pem(chain)).all())).isEqualTo(refusing);
  }

  @Test
  void commonNameIsReadBySome() throws Exception {
    trust(CA.certificatePem());
    X509Certificate old = leaf().commonName(HOST).build().certificate();

    assertThat(refusing(Code.TLS_WRONG_NAME, List.of(old)))
        .isEqualTo("python-requests go java-okhttp");
  }

  @Test
  void addressHidesTheCommonNameFromMore() throws Exception {
    trust(CA.certificatePem());
    X509Certificate old =
        leaf().commonName(HOST).addSubjectAlternativeName("10.20.0.5").build().certificate();

    assertThat(refusing(Code.TLS_WRONG_NAME, List.of(old)))
        .isEqualTo("curl wget git python-requests go java-okhttp");
  }

  @Test
  void urllib3BeforeItsSecondReleaseReadsTheCommonName() throws Exception {
    trust(CA.certificatePem());
    image.write("/usr/lib/python3/dist-packages/urllib3-1.26.12.egg-info", "");
    image.write(
        "/usr/lib/google-cloud-sdk/lib/third_party/urllib3/_version.py",
        "__version__ = \"1.26.18\"\n");
    List<X509Certificate> old = List.of(leaf().commonName(HOST).build().certificate());

    assertThat(refusal(ClientFamily.PYTHON_REQUESTS, old)).isEmpty();
    assertThat(refusal(ClientFamily.GCLOUD_TOKEN, old)).isEmpty();
  }

  @Test
  void shortKeyIsRefusedBySome() throws Exception {
    trust(CA.certificatePem());
    List<X509Certificate> weak = List.of(shortKey());

    assertThat(refusing(Code.TLS_UNFIT, weak)).isEqualTo("curl python-urllib python-requests");
    image.write("/etc/ssl/openssl.cnf", "[ssl]\nCipherString = DEFAULT@SECLEVEL=1\n");
    assertThat(refusing(Code.TLS_UNFIT, weak)).isEmpty();
  }

  @Test
  void intermediateInTheStoreIsNotEnoughForSome() throws Exception {
    HeldCertificate issuing =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Issuing CA")
            .signedBy(CA)
            .build();
    X509Certificate leaf =
        new HeldCertificate.Builder()
            .signedBy(issuing)
            .addSubjectAlternativeName(HOST)
            .build()
            .certificate();
    List<X509Certificate> chain = List.of(leaf, issuing.certificate());

    trust(issuing.certificatePem());
    assertThat(refusing(Code.TLS_ROOT_MISSING, chain))
        .isEqualTo("python-urllib python-requests node-fetch");
    image.write("/usr/local/lib/python3.13/site-packages/README", "");
    assertThat(refusing(Code.TLS_ROOT_MISSING, chain)).isEqualTo("node-fetch");
    trust(issuing.certificatePem() + CA.certificatePem());
    assertThat(refusing(Code.TLS_ROOT_MISSING, chain)).isEmpty();
  }

  @Test
  void leafInTheStoreIsNotEnoughForSome() throws Exception {
    HeldCertificate leaf = leaf().addSubjectAlternativeName(HOST).build();

    trust(leaf.certificatePem());

    assertThat(refusing(Code.TLS_ROOT_MISSING, List.of(leaf.certificate())))
        .isEqualTo("wget git python-urllib python-requests node-fetch");
  }

  /** The leaf names its issuer in UTF8Strings, and the root itself in PrintableStrings. */
  @Test
  void rootWhoseNameIsEncodedOtherwiseIsFound() throws Exception {
    trust(pem("root-of-another-encoding"));

    assertThat(refusing(Code.TLS_ROOT_MISSING, PemBundle.parse(pem("by-another-encoding")).all()))
        .isEmpty();
    assertThat(refusal(ClientFamily.CURL, PemBundle.parse(pem("by-another-encoding")).all()))
        .isEmpty();
  }

  @Test
  void leafThatSignedItselfIsEnough() throws Exception {
    HeldCertificate leaf =
        new HeldCertificate.Builder().addSubjectAlternativeName(HOST).commonName(HOST).build();

    trust(leaf.certificatePem());

    assertThat(refusing(Code.TLS_ROOT_MISSING, List.of(leaf.certificate()))).isEmpty();
  }

  @Test
  void authorityInTheStoreMayBeOverForJavaAlone() throws Exception {
    HeldCertificate over =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Old CA")
            .validityInterval(0, Instant.now().minus(Duration.ofDays(1)).toEpochMilli())
            .build();
    X509Certificate leaf =
        new HeldCertificate.Builder()
            .signedBy(over)
            .addSubjectAlternativeName(HOST)
            .build()
            .certificate();

    trust(over.certificatePem());
    assertThat(refusing(Code.TLS_AUTHORITY_EXPIRED, List.of(leaf)))
        .isEqualTo("curl wget git python-urllib python-requests node-fetch go");
    HeldCertificate renewed =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Old CA")
            .keyPair(over.keyPair())
            .build();
    trust(over.certificatePem() + renewed.certificatePem());
    assertThat(refusing(Code.TLS_AUTHORITY_EXPIRED, List.of(leaf))).isEmpty();
  }

  private static HeldCertificate.Builder leaf() {
    return new HeldCertificate.Builder().signedBy(CA);
  }

  private static X509Certificate shortKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    return leaf()
        .keyPair(generator.generateKeyPair())
        .addSubjectAlternativeName(HOST)
        .build()
        .certificate();
  }

  private static String pem(String name) throws Exception {
    try (InputStream in = ClientDemandsTest.class.getResourceAsStream(name + ".pem")) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  /** What every family's store holds, and nothing else. */
  private void trust(String pem) {
    store = TrustStore.of("store", PemBundle.parse(pem));
  }

  private Optional<Code> refusal(ClientFamily family, List<X509Certificate> chain) {
    return store.refusal(chain, HOST, family, new Container(Map.of(), root)).map(Failure::code);
  }

  private String refusing(Code code, List<X509Certificate> chain) {
    return FAMILIES.stream()
        .filter(family -> refusal(family, chain).equals(Optional.of(code)))
        .map(ClientFamily::label)
        .collect(Collectors.joining(" "));
  }
}
