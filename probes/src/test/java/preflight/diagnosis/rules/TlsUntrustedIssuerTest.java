package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Certificates.chain;
import static preflight.testing.Certificates.selfSigned;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.STORAGE;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.goingDirectly;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;
import static preflight.testing.Handshakes.refusedBy;
import static preflight.testing.Handshakes.trustedBy;
import static preflight.testing.Handshakes.untrusted;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.route.ClientFamily;

class TlsUntrustedIssuerTest {

  private final TlsUntrustedIssuer rule = new TlsUntrustedIssuer();

  static Evidence story() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))));
  }

  static Evidence rootlessStory() {
    return seen(direct(JIRA, handshakeFailed(Code.TLS_ROOT_MISSING, certificate("jira.corp"))));
  }

  @Test
  void issuerThatTheStoreDoesNotKnowIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("CN=Corp CA", "system bundle", "curl and git");
  }

  @Test
  void certificateThatComesWithoutItsIssuersMayLackNothingElse() {
    assertThat(rule.findings(story()))
        .singleElement()
        .asString()
        .contains("presented that certificate alone", "present the intermediate certificate too");
  }

  @Test
  void storeWithoutAnyAuthorityIsToldForAllTargetsAtOnce() {
    Evidence empty =
        seen(
            direct(JIRA, handshakeFailed(Code.TLS_STORE_EMPTY, certificate("jira.corp"))),
            direct(GITHUB, handshakeFailed(Code.TLS_STORE_EMPTY, certificate("github.com"))));

    assertThat(rule.findings(empty))
        .singleElement()
        .asString()
        .contains("jira, github", "store of trusted authorities is empty", "ca-certificates")
        .doesNotContain("corp-ca.crt");
  }

  @Test
  void rootThatSomeClientsMissIsAskedFor() {
    assertThat(rule.findings(rootlessStory()))
        .singleElement()
        .asString()
        .contains("root of its certificate is missing in the store", "Add the root's certificate");
  }

  static Stream<Arguments> wholeChains() {
    return Stream.of(
        argumentSet("its issuer's too", (Object) chain("Corp CA", "jira.corp")),
        argumentSet("its own issuer", (Object) new X509Certificate[] {selfSigned("jira.corp")}));
  }

  @ParameterizedTest
  @MethodSource("wholeChains")
  void nothingIsMissingFromAWholeChain(X509Certificate[] chain) {
    Evidence whole = seen(direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, chain)));

    assertThat(rule.findings(whole))
        .singleElement()
        .asString()
        .doesNotContain("alone", "intermediate");
  }

  @Test
  void onlyTheToolsWhoseOwnStoreRefusesAreNamed() {
    Evidence mixed =
        seen(
            goingDirectly(
                JIRA,
                List.of(ClientFamily.CURL, ClientFamily.JAVA_JDK),
                untrusted(
                    certificate("jira.corp"),
                    refusedBy("public roots", "java-jdk"),
                    trustedBy("system bundle", "curl"))));

    assertThat(rule.findings(mixed))
        .singleElement()
        .extracting(Finding::summary)
        .asString()
        .startsWith("java cannot trust jira");
  }

  static Stream<Arguments> gcloudsStores() {
    return Stream.of(
        argumentSet("its own property", Map.of(), "gcloud config set core/custom_ca_certs_file"),
        argumentSet(
            "a variable that beats it", Map.of("CURL_CA_BUNDLE", "/x"), "REQUESTS_CA_BUNDLE="));
  }

  @ParameterizedTest
  @MethodSource("gcloudsStores")
  void gcloudIsToldOfTheSettingThatDecides(Map<String, String> variables, String mend) {
    Evidence refused =
        seen(
            variables,
            goingDirectly(
                STORAGE,
                List.of(ClientFamily.GCLOUD_TOKEN),
                untrusted(
                    certificate("storage.googleapis.com"), refusedBy("a file", "gcloud-token"))));

    assertThat(rule.findings(refused))
        .singleElement()
        .extracting(finding -> finding.remedy().commands())
        .asString()
        .contains(mend);
  }

  @Test
  void storeThatRefusesTwoTargetsIsToldOnce() {
    Evidence twice =
        seen(
            direct(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))),
            direct(
                NEXUS,
                untrusted(certificate("nexus.corp"), refusedBy("system bundle", "curl", "git"))));

    assertThat(rule.findings(twice))
        .singleElement()
        .extracting(Finding::because)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .filteredOn(fact -> fact.startsWith("Refuses it"))
        .hasSize(1);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "expired",
            seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED, certificate("jira.corp"))))),
        argumentSet(
            "closed during the handshake", seen(direct(JIRA, handshakeFailed(Code.TLS_CLOSED)))),
        argumentSet(
            "only a store that does not count refuses",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_UNTRUSTED, certificate("jira.corp"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
