package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Permission denied on secret: projects/123/secrets/gh-token/versions/latest for x"
            + " | Permission denied on secret: projects/123/secrets/gh-token/versions/latest for x",
        "secret: hunter2hunter2 | secret: ***",
        "gh-token=projects | gh-token=***",
        "password: projects/123 | password: ***",
        "clone https://u:hunter2@h.test/x?token=y | clone https://***@h.test/x?***"
      })
  void secretsAreMaskedAndTheirNamesAreNot(String line, String shown) {
    assertThat(Mask.line(line)).isEqualTo(shown);
  }
}
