package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;

class TextReportTest {

  static java.util.stream.Stream<Arguments> stories() {
    return GoldenTest.stories();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void linesAreAtMostAHundredColumnsAndHaveNoBlankEnds(String story, Verdict verdict) {
    assertThat(TextReport.verdict(verdict).lines())
        .allMatch(line -> line.length() <= 100, "fits 100 columns")
        .allMatch(line -> line.equals(line.stripTrailing()), "ends in a letter");
  }

  @ParameterizedTest(name = "command of {0} characters")
  @ValueSource(ints = {20, 90, 150, 400, 700})
  void findingIsAtMostTwelveLinesAndEndsInItsCommand(int length) {
    String command = "gcloud '" + "x".repeat(length - 9) + "'";

    List<String> lines =
        new FindingText(Verdict.Outcome.BLOCKED, Style.PLAIN).lines(Findings.mendedBy(command));

    assertThat(lines).hasSizeLessThanOrEqualTo(12);
    assertThat(lines.getFirst()).startsWith("BLOCKED  METADATA_PROXIED_BY_ENV");
    assertThat(lines).anyMatch(line -> line.startsWith("  because  "));
    assertThat(lines.getLast()).endsWith("x'");
    assertThat(lines).allMatch(line -> line.length() <= 100);
  }

  @Test
  void veryLongCommandIsStillWhole() {
    String command = "gcloud " + "x".repeat(3000);

    List<String> lines =
        new FindingText(Verdict.Outcome.BLOCKED, Style.PLAIN).lines(Findings.mendedBy(command));

    assertThat(String.join("", lines).replace("\\", "")).endsWith("x".repeat(3000));
  }

  @Test
  void coloursAreAddedOnlyWhereAskedFor() {
    Verdict verdict = Stories.incident(new Gate.Enforce());
    String coloured = TextReport.verdict(verdict, Style.ANSI);

    assertThat(coloured).contains("\u001b[1;31mBLOCKED\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(TextReport.verdict(verdict))
        .doesNotContain("\u001b");
  }

  @Test
  void progressTellsWhereACheckStopped() {
    assertThat(TextReport.progress(Seen.deniedBySquid()))
        .isEqualTo(
            "metadata via http://proxy.corp:3128: IDENTITY_FOREIGN at identity"
                + " (403 Forbidden from Squid, ERR_ACCESS_DENIED)");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://user:c4n4ry@proxy.corp:3128 refused",
        "http://user:p@ss/c4n4ry@proxy.corp refused",
        "GET https://jira.corp/rest?access=c4n4ry failed",
        "GET /rest?a=1&b=c4n4ry",
        "Authorization: Bearer c4n4ry.TOKEN-01",
        "Proxy-Authorization: Basic YzRuNHJ5c4n4ry==",
        "token ya29.c4n4ry0123456789",
        "password=c4n4ry",
        "Cookie: c4n4ry",
      })
  void secretIsInNoOutput(String words) {
    Verdict verdict = Stories.saying(words);

    assertThat(outputs(verdict)).noneMatch(output -> output.contains(Seen.CANARY));
  }

  @Test
  void plainWordsAreNotMasked() {
    String words =
        "Basic authentication at https://jira.corp/rest? No: metadata wants a token: HTTP_PROXY=http://proxy.corp";

    assertThat(outputs(Stories.saying(words))).allMatch(output -> output.contains("No: metadata"));
    assertThat(SafeText.masked(words)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b[31mall is well",
        "\u009b31mred\u0007",
        "left\u202Eright\u2066",
        "a\u0000b\u007f",
        "half \ud800 pair",
        "tab\there\u2028there",
      })
  void controlCharactersAreNeutralised(String words) {
    assertThat(outputs(Stories.saying(words)))
        .allSatisfy(output ->
            assertThat(output.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028]"))
        .allSatisfy(output -> assertThat(output).doesNotContainPattern("\\\\u00|\\\\t"));
  }

  private static List<String> outputs(Verdict verdict) {
    var check = verdict.unexplained().getFirst();
    return List.of(
        TextReport.verdict(verdict),
        TextReport.progress(check),
        new String(JsonReport.verdict(verdict), UTF_8),
        new String(JsonReport.progress(check, Stories.NOW, Duration.ZERO), UTF_8));
  }
}
