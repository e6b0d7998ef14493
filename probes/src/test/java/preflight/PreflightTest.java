package preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;
import preflight.report.TextReport;

class PreflightTest {

  @Test
  void gateThatIsOffStartsTheWorkloadUnprobedAndSaysWhy() {
    var container = new Container(Map.of("CLOUD_RUN_JOB", "my-agent-4"), Path.of("/"));

    Verdict verdict = Preflight.skipped(container, new Gate.Off("INC-1"));

    assertThat(verdict.action()).isEqualTo(Verdict.Action.EXEC);
    assertThat(verdict.job().name()).contains("my-agent-4");
    assertThat(TextReport.verdict(verdict)).isEqualTo("SKIPPED (INC-1)  nothing was probed\n");
  }
}
