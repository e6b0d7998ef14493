package preflight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemedyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -sv -o /dev/null https://github.com",
        "nc -vz jira.corp.example 443",
        "dig +short A jira.corp.example",
        "openssl s_client -connect github.com:443 </dev/null",
        "gcloud run jobs describe JOB --region=REGION --format=yaml # shows sidecars",
      })
  void commandThatOnlyLooksMendsNothing(String look) {
    assertThat(remedy(look).mend()).isEmpty();
    assertThat(
            remedy(look, "gcloud dns policies update POLICY --alternative-name-servers=X").mend())
        .hasValueSatisfying(mend -> assertThat(mend).startsWith("gcloud dns policies update"));
  }

  @Test
  void firstOfTheCommandsThatChangeSomethingIsTheMend() {
    assertThat(remedy("gcloud run jobs update JOB --x", "gcloud run jobs execute JOB").mend())
        .contains("gcloud run jobs update JOB --x");
  }

  private static Remedy remedy(String... commands) {
    return new Remedy("Do it.", Map.of(), List.of(commands));
  }
}
