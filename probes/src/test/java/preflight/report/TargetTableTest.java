package preflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import preflight.diagnosis.TargetOutcome;
import preflight.diagnosis.Verdict.TargetResult;
import preflight.plan.Target;

class TargetTableTest {

  @Test
  void whoseItIsStandsBesideANameThatDoesNotSay() {
    var github =
        new Target(
            "github", Target.Kind.GITHUB, Target.Need.REQUIRED, URI.create("https://github.com/"));
    var second =
        new Target(
            "http-2",
            Target.Kind.HTTP,
            Target.Need.OPTIONAL,
            URI.create("https://pypi.example/simple/"));

    assertThat(
            TargetTable.lines(
                List.of(
                    new TargetResult(github, TargetOutcome.NOT_READY, List.of()),
                    new TargetResult(second, TargetOutcome.NOT_READY, List.of())),
                Style.PLAIN))
        .extracting(line -> line.strip().replaceAll(" {2,}", "|"))
        .containsExactly("github|not-ready", "http-2 pypi.example (optional)|not-ready");
  }
}
