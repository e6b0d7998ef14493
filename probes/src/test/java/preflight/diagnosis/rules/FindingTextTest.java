package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Finding;

/** What every rule's words keep to, whatever its cause. */
class FindingTextTest {

  /** What is left of 100 columns beside an indent, and beside a label. */
  private static final int SUMMARY = 98;

  private static final int TEXT = 89;

  static Stream<Finding> findings() {
    return Stream.of(
            CaptiveRedirectTest.story(),
            ConnectionIntermittentTest.story(),
            ConnectionRefusedTest.story(),
            DnsNameUnknownTest.story(),
            DnsServerFailedTest.story(),
            DnsServerSilentTest.story(),
            EgressAddressUnexpectedTest.story(),
            GoogleApiDeniedTest.story(),
            GoogleApisUnreachableTest.story(),
            HostFilteredTest.story(),
            HostPartlyUnreachableTest.story(),
            HostUnreachableTest.story(),
            HttpInterceptedTest.story(),
            InternalHostProxiedTest.story(),
            InternetUnreachableTest.story(),
            DnsPublicAnswerForPrivateNameTest.story(),
            MetadataAnsweredByProxyHostTest.story(),
            MetadataFailingTest.story(),
            MetadataForeignIdentityTest.story(),
            MetadataInterceptedTest.story(),
            MetadataNameRewrittenTest.story(),
            MetadataNoProxyIneffectiveTest.story(),
            MetadataOverriddenTest.story(),
            MetadataProxiedByEnvTest.story(),
            MetadataProxiedByGcloudTest.story(),
            MetadataProxiedByJvmTest.story(),
            MetadataSlowTest.story(),
            MetadataUnreachableTest.story(),
            NetworkColdStartTest.story(),
            PathMtuBlackHoleTest.story(),
            PrivateNetworkUnreachableTest.story(),
            ProxyAuthRequiredTest.story(),
            ProxyCannotReachTargetTest.story(),
            ProxyDeniesTargetTest.story(),
            ProxyUnreachableTest.story(),
            ServiceAccountUnexpectedTest.story(),
            ServiceAccountUnusableTest.story(),
            ServiceImpostorTest.story(),
            ServiceRateLimitedTest.story(),
            ServiceRedirectsToLoginTest.story(),
            ServiceSilentTest.story(),
            ServiceUnhealthyTest.story(),
            ServiceUnrecognisedTest.story(),
            SshBlockedTest.story(),
            TlsCertificateExpiredTest.story(),
            TlsCertificateExpiredTest.authorityStory(),
            TlsInterceptedTest.story(),
            TlsInterceptedTest.trustedStory(),
            TlsPlaintextAnswerTest.story(),
            TlsResetByNameFilterTest.story(),
            TlsUntrustedIssuerTest.story(),
            TlsUntrustedIssuerTest.rootlessStory(),
            TlsVersionRefusedTest.story(),
            TlsCertificateUnfitTest.story(),
            TlsWrongNameTest.commonNameStory(),
            TlsWrongNameTest.story())
        .flatMap(story -> Diagnosis.of(story, AllRules.ALL).findings().stream());
  }

  @ParameterizedTest
  @MethodSource("findings")
  void wordsLeaveThreeOfTwelveLinesToTheCommand(Finding finding) {
    int lines =
        1
            + lines(finding.summary(), SUMMARY)
            + finding.because().stream().mapToInt(fact -> lines(fact, TEXT)).sum()
            + lines(finding.remedy().text(), TEXT);

    assertThat(lines).as(String.join("\n", text(finding))).isLessThanOrEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("findings")
  void adviceIsTwoLinesAtMost(Finding finding) {
    assertThat(lines(finding.remedy().text(), TEXT)).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("findings")
  void noCredentialIsInAnyWord(Finding finding) {
    assertThat(text(finding)).noneMatch(word -> word.contains("canary-secret"));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void wordsAreOneLineEachAndNoPlaceholderOfTheFormatterIsLeft(Finding finding) {
    assertThat(text(finding)).allMatch(word -> !word.isBlank() && !word.contains("\n"));
    assertThat(text(finding)).noneMatch(word -> word.contains("%s") || word.contains("Optional["));
  }

  private static List<String> text(Finding finding) {
    return Stream.of(
            Stream.of(finding.summary()),
            finding.because().stream(),
            Stream.of(finding.remedy().text()),
            finding.remedy().values().values().stream(),
            finding.remedy().commands().stream())
        .flatMap(words -> words)
        .toList();
  }

  private static int lines(String text, int width) {
    return (text.length() + width - 1) / width;
  }
}
