package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.notIntroduced;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.SSH;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

class SshBlockedTest {

  private static final RouteCheck SILENT =
      direct(SSH, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT));
  private static final RouteCheck HTTPS_WORKS = direct(GITHUB, answered(GITHUB_ADDRESS));

  private final SshBlocked rule = new SshBlocked();

  static Evidence story() {
    return seen(SILENT, HTTPS_WORKS);
  }

  @Test
  void silentPort22BesideAnAnsweringPort443IsFound() {
    assertThat(rule.findings(seen(SILENT, HTTPS_WORKS)))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("github.com:443 answers, so the way there works.", "ssh.github.com");
  }

  @Test
  void icmpRejectionIsFoundToo() {
    assertThat(
            rule.findings(
                seen(direct(SSH, dialFailed(GITHUB_ADDRESS, Code.TCP_UNREACHABLE)), HTTPS_WORKS)))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SSH_SILENT", "SSH_CLOSED", "TCP_RESET", "IDENTITY_FOREIGN"})
  void connectionOnWhichNoServerSpeaksIsFoundWithReserve(Code code) {
    Evidence evidence = seen(direct(SSH, notIntroduced(GITHUB_ADDRESS, code)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.POSSIBLE, Finding::confidence)
        .satisfies(finding ->
            assertThat(finding.remedy().mend()).as("no egress rule opens what is open").isEmpty());
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("nothing to compare with: HOST_FILTERED", seen(SILENT)),
        argumentSet(
            "the whole internet is silent",
            seen(SILENT, direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "only the other side of the VPC's edge answers",
            seen(SILENT, direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "refused: nobody listens there",
            seen(direct(SSH, dialFailed(GITHUB_ADDRESS, Code.TCP_REFUSED)), HTTPS_WORKS)),
        argumentSet(
            "HTTPS that is filtered is not SSH",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet("SSH works", seen(direct(SSH, answered(GITHUB_ADDRESS)), HTTPS_WORKS)));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
