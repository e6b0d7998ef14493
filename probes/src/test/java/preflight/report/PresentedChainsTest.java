package preflight.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Certificates.certificate;
import static preflight.testing.Certificates.chain;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.direct;
import static preflight.testing.Handshakes.publiclySecured;
import static preflight.testing.Handshakes.untrustedAt;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.diagnosis.Gate;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Job;

class PresentedChainsTest {

  @Test
  void authorityIsWrittenOnceWithAWarningAndItsFingerprint() throws Exception {
    X509Certificate[] chain = chain("McAfee Web Gateway", "github.com");
    RouteCheck check = direct(GITHUB, untrustedAt(GITHUB_ADDRESS, chain));

    byte[] file = PresentedChains.of(verdict(check, check)).orElseThrow();

    assertThat(new String(file, US_ASCII))
        .startsWith("# Certificates that were presented")
        .contains("NOT VERIFIED", "# subject:      CN=McAfee Web Gateway\n")
        .containsPattern("# SHA-256:      ([0-9A-F]{2}:){31}[0-9A-F]{2}\n")
        .contains("# presented by: github.com via direct\n");
    List<Certificate> read =
        List.copyOf(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(file)));
    assertThat(read).containsExactly(chain[1]);
  }

  @Test
  void leafAloneIsWrittenWhereNothingElseWasPresented() {
    RouteCheck check = direct(GITHUB, untrustedAt(GITHUB_ADDRESS, certificate("github.com")));

    assertThat(new String(PresentedChains.of(verdict(check)).orElseThrow(), US_ASCII))
        .contains("# issuer:       CN=Corp CA\n");
  }

  @Test
  void publicChainsAreNotWritten() {
    RouteCheck check = direct(GITHUB, publiclySecured(GITHUB_ADDRESS, certificate("github.com")));

    assertThat(PresentedChains.of(verdict(check))).isEmpty();
  }

  private static Verdict verdict(RouteCheck... checks) {
    return new Verdict(
        Verdict.Outcome.BLOCKED,
        Verdict.Action.EXIT,
        new Gate.Enforce(),
        Job.of(new Container(Map.of(), Path.of("/nonexistent"))),
        List.of(),
        List.of(new TargetResult(GITHUB, TargetOutcome.UNREACHABLE, List.of(checks))),
        List.of(),
        Stories.NOW,
        Duration.ZERO);
  }
}
