package preflight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.metadata;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.seen;

import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void tokenOfAnotherMachineByNameIsNoToken() {
    Evidence evidence =
        seen(
            comparison(METADATA, BY_ADDRESS, ownMetadata()),
            directByName(metadata("10.7.7.7", "other@their-project.iam", "their-project")));

    assertThat(evidence.outcome(METADATA).usable()).isFalse();
  }
}
