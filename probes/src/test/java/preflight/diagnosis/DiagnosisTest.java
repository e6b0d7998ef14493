package preflight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.nameserver;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.diagnosis.rules.AllRules;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

class DiagnosisTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "11, 11", "12, 11", "600, 11"})
  void manyFindingsOfOneCauseBecomeFewAndNothingIsLeftUnexplained(int unknown, int findings) {
    var checks = IntStream.range(0, unknown).mapToObj(DiagnosisTest::unknownName).toList();

    Diagnosis diagnosis = Diagnosis.of(seen(checks.toArray(RouteCheck[]::new)), AllRules.ALL);

    assertThat(diagnosis.findings())
        .hasSize(findings)
        .flatExtracting(Finding::explains)
        .containsExactlyInAnyOrderElementsOf(checks);
    assertThat(diagnosis.unexplained()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"12, 'dns-10, dns-11'", "30, 'dns-18, dns-19, 10 more'"})
  void theLastSaysForHowManyMoreItStands(int unknown, String targets) {
    var checks = IntStream.range(0, unknown).mapToObj(DiagnosisTest::unknownName);

    assertThat(Diagnosis.of(seen(checks.toArray(RouteCheck[]::new)), AllRules.ALL).findings())
        .last()
        .returns(Cause.DNS_NAME_UNKNOWN, Finding::cause)
        .satisfies(rest -> assertThat(rest.target()).endsWith(targets))
        .extracting(Finding::summary)
        .asString()
        .startsWith(unknown - 10 + " more findings like those above, for dns-10")
        .endsWith(targets);
  }

  private static RouteCheck unknownName(int number) {
    String host = "host.zone%d.example".formatted(number);
    return direct(
        new Target(
            "dns-" + number, Target.Kind.DNS, Target.Need.REQUIRED, URI.create("dns://" + host)),
        lookupFailed(host, Code.DNS_NAME_UNKNOWN, nameserver("10.0.0.2", Reply.NXDOMAIN)));
  }
}
