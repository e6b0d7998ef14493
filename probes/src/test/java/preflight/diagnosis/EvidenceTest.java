package preflight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.metadata;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughSocks;
import static preflight.testing.Facts.uncounted;
import static preflight.testing.Handshakes.handshakeFailed;

import java.util.List;
import org.junit.jupiter.api.Test;
import preflight.observation.Failure.Code;

class EvidenceTest {

  @Test
  void whatCannotChangeIsUnreachableAtTheFirstAttempt() {
    Evidence evidence = seen(direct(JIRA, handshakeFailed(Code.TLS_EXPIRED)));

    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.UNREACHABLE);
  }

  @Test
  void whatMayComeYetIsNotReadyAtTheFirstAttempt() {
    Evidence evidence = seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.NOT_READY);
  }

  @Test
  void wayThatCannotBeFollowedBlocksNothing() {
    Evidence evidence =
        seen(throughSocks(JIRA), comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.DEGRADED);
  }

  @Test
  void wayThatNobodyCountsAndCannotBeFollowedMayWork() {
    Evidence evidence =
        seen(
            uncounted(throughSocks(JIRA)),
            comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)));

    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.DEGRADED);
  }

  @Test
  void wayThatCannotBeFollowedHidesNoFailureOfAnother() {
    Evidence evidence = seen(throughSocks(JIRA), direct(JIRA, handshakeFailed(Code.TLS_EXPIRED)));

    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.UNREACHABLE);
  }

  @Test
  void wayThatCannotBeFollowedIsSaidAloud() {
    Evidence evidence = seen(throughSocks(JIRA));

    assertThat(Diagnosis.of(evidence, List.of()).unexplained()).isEqualTo(evidence.checks());
  }

  @Test
  void tokenOfAnotherMachineByNameIsNoToken() {
    Evidence evidence =
        seen(
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            directByName(metadata("10.7.7.7", "other@their-project.iam", "their-project")));

    assertThat(evidence.outcome(METADATA)).isEqualTo(TargetOutcome.UNREACHABLE);
  }
}
