package preflight.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {

  private final Expectations expectations = new Expectations(List.of("Corp.Example.", "10.in"));

  @ParameterizedTest
  @ValueSource(strings = {"corp.example", "jira.corp.example", "JIRA.CORP.EXAMPLE.", "a.10.in"})
  void nameUnderASuffixIsPrivate(String name) {
    assertThat(expectations.privately(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xcorp.example", "corp.example.com", "example", "github.com", ""})
  void nameBesideItIsNot(String name) {
    assertThat(expectations.privately(name)).isFalse();
  }
}
