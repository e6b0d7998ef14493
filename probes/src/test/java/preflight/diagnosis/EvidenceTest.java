package preflight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.handshakeFailed;
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
  void tokenOfAnotherMachineByNameIsNoToken() {
    Evidence evidence =
        seen(
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            directByName(metadata("10.7.7.7", "other@their-project.iam", "their-project")));

    assertThat(evidence.outcome(METADATA).usable()).isFalse();
  }
}
