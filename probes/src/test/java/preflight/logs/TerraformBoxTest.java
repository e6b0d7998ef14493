package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terraform draws a box around an error, and wraps the words wherever the terminal ends. */
class TerraformBoxTest {

  private static String box(String words) {
    return """
    ╷
    │ Error: Failed to query available provider packages
    │\s
    │ Could not retrieve the list of available versions for provider hashicorp/google:
    │ could not connect to registry.terraform.io: Failed to request discovery
    │ document: Get "https://registry.terraform.io/.well-known/terraform.json":
    │ %s
    │\s
    │   with module.a, on main.tf line 2
    ╵
    """
        .formatted(words.replace("#", "\n│ "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dial tcp: lookup registry.terraform.io on 169.254.169.254:53: no such#host;DNS_NAME_UNKNOWN",
        "dial#tcp 142.250.1.1:443: i/o timeout;HOST_FILTERED",
        "tls: failed to verify certificate: x509: certificate signed by unknown#authority"
            + ";TLS_UNTRUSTED_ISSUER",
        "Forbidden;PROXY_DENIES_TARGET",
      })
  void wrappedWordsAreReadAsOneLine(String words, String code) {
    String box = box(words);

    assertThat(Logs.codes(box)).as("text").startsWith(code);
    assertThat(Logs.codes(Logs.entry(box, 0, 1))).as("one entry").startsWith(code);
    assertThat(Logs.codes(Logs.entries(box.lines().toList())))
        .as("an entry a line")
        .startsWith(code);
  }

  @Test
  void paragraphsAndOtherBoxesStayApart() {
    assertThat(Logs.codes(String.join("\n", List.of("│ dial tcp 10.1.2.3:443: i/o", "│ timeout"))))
        .isEmpty();
    assertThat(Logs.codes("│ Error: dial tcp 10.1.2.3:443: i/o\n│ \n│ timeout is 30 s")).isEmpty();
  }

  @Test
  void entryBehindABoxIsQuotedAsItIs() {
    List<String> lines =
        List.of("│ Error: a", "│ b", "╵", "dial tcp 10.1.2.3:443: connect: connection refused");

    assertThat(Logs.diagnose(Logs.entries(lines)).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.toString()).contains(lines.getLast()));
  }
}
