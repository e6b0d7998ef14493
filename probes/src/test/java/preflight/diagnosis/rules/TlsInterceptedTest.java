package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Certificates.bumpAuthority;
import static preflight.testing.Certificates.bumped;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Certificates.chain;
import static preflight.testing.Certificates.selfSigned;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Handshakes.handshakeFailed;
import static preflight.testing.Handshakes.publiclySecured;
import static preflight.testing.Handshakes.secured;
import static preflight.testing.Handshakes.untrustedAt;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.plan.Target;

class TlsInterceptedTest {

  private static final String PYPI_ADDRESS = "151.101.0.223";
  private static final Target PYPI =
      new Target(
          "http",
          Target.Kind.HTTP,
          Target.Need.REQUIRED,
          URI.create("https://packages.python.example/simple"));

  private final TlsIntercepted rule = new TlsIntercepted();

  static Evidence story() {
    return seen(
        direct(
            GITHUB,
            untrustedAt(GITHUB_ADDRESS, chain("Zscaler Intermediate Root CA", "github.com"))));
  }

  static Evidence trustedStory() {
    return seen(direct(GITHUB, secured(GITHUB_ADDRESS, certificate("github.com"))));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet(
            "a product's name in the issuer",
            seen(direct(JIRA, untrustedAt(JIRA_ADDRESS, chain("McAfee Web Gateway", "jira.corp")))),
            Confidence.CERTAIN,
            "McAfee Web Gateway"),
        argumentSet(
            "the leaf has its issuer's key",
            seen(
                direct(GITHUB, untrustedAt(GITHUB_ADDRESS, bumped("github.com"), bumpAuthority()))),
            Confidence.LIKELY,
            "Squid"),
        argumentSet(
            "two unrelated hosts have one key",
            seen(
                direct(GITHUB, untrustedAt(GITHUB_ADDRESS, bumped("github.com"))),
                direct(PYPI, untrustedAt(PYPI_ADDRESS, bumped("packages.python.example")))),
            Confidence.CERTAIN,
            "Squid"),
        argumentSet(
            "two unrelated public hosts have one issuer",
            seen(
                direct(GITHUB, untrustedAt(GITHUB_ADDRESS, certificate("github.com"))),
                direct(PYPI, untrustedAt(PYPI_ADDRESS, certificate("packages.python.example")))),
            Confidence.CERTAIN,
            "somebody"),
        argumentSet(
            "through a proxy, and the names are not resolved here",
            seen(
                proxySetAnd(),
                throughProxy(GITHUB, untrustedAt("10.9.9.9", certificate("github.com"))),
                throughProxy(
                    PYPI, untrustedAt("10.9.9.9", certificate("packages.python.example")))),
            Confidence.CERTAIN,
            "somebody"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusedCertificateThatShowsInspectionIsFound(
      Evidence evidence, Confidence confidence, String who) {
    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(confidence, Finding::confidence)
        .satisfies(finding -> {
          assertThat(finding.summary()).contains(who + " on the way opens TLS");
          assertThat(finding.because()).anyMatch(fact -> fact.startsWith("Refuses it: "));
          assertThat(finding.explains()).hasSameSizeAs(evidence.checks());
        });
  }

  @Test
  void privateIssuerOfAPublicHostThatTheImageTrustsIsANote() {
    assertThat(rule.findings(trustedStory()))
        .singleElement()
        .returns(Severity.NOTE, Finding::severity)
        .returns(Confidence.POSSIBLE, Finding::confidence)
        .asString()
        .contains("CN=Corp CA", "--allow-tls-inspection");
  }

  @Test
  void inspectionThatTheUserAllowsIsNoNewsAndStillBlocksWhereItIsRefused() {
    assertThat(rule.findings(allowing(trustedStory()))).isEmpty();
    assertThat(rule.findings(allowing(story()))).hasSize(1);
  }

  private static Evidence allowing(Evidence seen) {
    return new Evidence(
        seen.plan().allowingTlsInspection(), seen.container(), seen.routes(), seen.checks());
  }

  @Test
  void trustedInspectionByAKnownProductIsCertain() {
    Evidence trusted =
        seen(direct(GITHUB, secured(GITHUB_ADDRESS, chain("McAfee Web Gateway", "github.com"))));

    assertThat(rule.findings(trusted))
        .singleElement()
        .returns(Severity.NOTE, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence);
  }

  @Test
  void inspectorThatSomeTrustAndSomeRefuseIsToldOnce() {
    Evidence mixed =
        seen(
            direct(GITHUB, secured(GITHUB_ADDRESS, chain("McAfee Web Gateway", "github.com"))),
            direct(
                PYPI,
                untrustedAt(PYPI_ADDRESS, chain("McAfee Web Gateway", "packages.python.example"))));

    assertThat(rule.findings(mixed))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns("http", Finding::target);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "a private host with a private authority that the image trusts",
            seen(direct(JIRA, secured(JIRA_ADDRESS, certificate("jira.corp"))))),
        argumentSet(
            "two private hosts of one private authority that nobody trusts",
            seen(
                direct(JIRA, untrustedAt(JIRA_ADDRESS, certificate("jira.corp"))),
                direct(NEXUS, untrustedAt("10.1.2.9", certificate("nexus.corp"))))),
        argumentSet(
            "one public host with a private authority that nobody trusts",
            seen(direct(GITHUB, untrustedAt(GITHUB_ADDRESS, certificate("github.com"))))),
        argumentSet(
            "a public root vouches for it",
            seen(direct(GITHUB, publiclySecured(GITHUB_ADDRESS, certificate("github.com"))))),
        argumentSet(
            "a self-signed certificate that the image trusts",
            seen(direct(GITHUB, secured(GITHUB_ADDRESS, selfSigned("github.com"))))),
        argumentSet(
            "two names of one domain",
            seen(
                direct(GITHUB, untrustedAt(GITHUB_ADDRESS, certificate("github.com"))),
                direct(
                    new Target(
                        "http",
                        Target.Kind.HTTP,
                        Target.Need.REQUIRED,
                        URI.create("https://api.github.com")),
                    untrustedAt(GITHUB_ADDRESS, certificate("api.github.com"))))),
        argumentSet(
            "the name is private, and a proxy alone knows its address",
            seen(
                proxySetAnd(),
                throughProxy(JIRA, secured("10.9.9.9", certificate("jira.corp"))),
                comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "no certificate was presented", seen(direct(GITHUB, handshakeFailed(Code.TLS_RESET)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  @Test
  void emptyStoreIsToldBesideTheInspection() {
    Evidence evidence =
        seen(
            direct(
                JIRA,
                handshakeFailed(Code.TLS_STORE_EMPTY, chain("McAfee Web Gateway", "jira.corp"))));

    assertThat(Diagnosis.of(evidence, List.of(rule, new TlsUntrustedIssuer())).findings())
        .extracting(Finding::cause)
        .containsExactly(Cause.TLS_INTERCEPTED, Cause.TLS_UNTRUSTED_ISSUER);
  }
}
