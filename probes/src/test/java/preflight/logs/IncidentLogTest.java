package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The log that started it all, in every shape that it comes in. */
class IncidentLogTest {

  private static final List<String> PROXIED =
      List.of(
          "METADATA_PROXIED_BY_ENV", "METADATA_NO_PROXY_INEFFECTIVE", "METADATA_PROXIED_BY_GCLOUD");

  static final List<String> SHAPES =
      List.of(
          Logs.incidentOnOneLine(),
          Logs.entry(Logs.incidentOnOneLine(), 0, 1),
          "[" + Logs.entry(Logs.incidentOnOneLine(), 0, 1) + "\n]\n",
          String.join("\n", Logs.incidentOnThirtyLines()),
          Logs.entries(Logs.incidentOnThirtyLines()),
          newestFirst(Logs.entries(Logs.incidentOnThirtyLines())),
          Logs.entries(tornAnywhere(Logs.incidentOnOneLine(), 30)),
          interleaved());

  @ParameterizedTest
  @FieldSource("SHAPES")
  void gcloudsWordsProveThatASettingLeadsToTheProxy(String log) {
    assertThat(Logs.codes(log)).isEqualTo(PROXIED);
  }

  @ParameterizedTest
  @FieldSource("SHAPES")
  void nothingIsCertainAndTheDecidingCheckIsNamed(String log) {
    assertThat(Logs.diagnose(log).causes())
        .allSatisfy(cause -> {
          assertThat(cause.finding().confidence().label()).isNotEqualTo("certain");
          assertThat(cause.finding().remedy().commands())
              .containsExactly("preflight routes http://metadata.google.internal");
          assertThat(cause.finding().remedy().values()).isEmpty();
          assertThat(cause.finding().summary()).contains("without any proxy", "egress mode");
        });
  }

  @Test
  void withoutGcloudsWordsProxyAndInterceptionStayOpen() {
    assertThat(Stream.of(Logs.withoutGcloud(), Logs.page()).map(Logs::codes))
        .containsOnly(
            List.of(
                "METADATA_PROXIED_BY_ENV",
                "METADATA_NO_PROXY_INEFFECTIVE",
                "METADATA_INTERCEPTED"));
  }

  @Test
  void otherTasksAreNotDrawnIn() {
    assertThat(Logs.diagnose(interleaved()).attempts())
        .extracting(attempt -> attempt.whose().task().orElseThrow())
        .containsExactly(0);
  }

  private static String newestFirst(String log) {
    List<String> lines = new ArrayList<>(log.lines().toList());
    Collections.reverse(lines);
    return String.join("\n", lines);
  }

  /** Equal parts, in the middle of words. */
  private static List<String> tornAnywhere(String text, int parts) {
    List<String> torn = new ArrayList<>();
    int length = text.length() / parts + 1;
    for (int at = 0; at < text.length(); at += length) {
      torn.add(text.substring(at, Math.min(text.length(), at + length)));
    }
    return torn;
  }

  private static String interleaved() {
    List<String> lines = new ArrayList<>();
    for (String line : Logs.incidentOnThirtyLines()) {
      lines.add(Logs.entry(line, 0, lines.size()));
      lines.add(Logs.entry("copied file " + lines.size() + " of 30", 1, lines.size()));
    }
    return String.join("\n", lines);
  }
}
