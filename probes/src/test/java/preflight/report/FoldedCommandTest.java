package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pastes folded commands into a real shell. */
class FoldedCommandTest {

  private static final String HOSTS =
      String.join(",", IntStream.range(0, 30).mapToObj(i -> "host-" + i + ".corp").toList());

  static Stream<String> commands() {
    return Stream.of(
        "gcloud run jobs list",
        "gcloud run jobs update my-agent --region=europe-west1 --update-env-vars='^@^NO_PROXY="
            + HOSTS
            + "@no_proxy="
            + HOSTS
            + "'",
        "gcloud '" + HOSTS + "' \"" + HOSTS + "\" " + HOSTS,
        "gcloud 'it'\\''s " + HOSTS + "' 'two  blanks' \"a \\\" b\" \\ x\\\\ end",
        "gcloud \"" + "\\\\".repeat(120) + "\" " + "\\'".repeat(120) + " '" + "\\".repeat(99) + "'",
        "gcloud '" + "ü😀".repeat(80) + "'",
        "gcloud a | sed 's/a/b/' | sed 's/b/" + HOSTS + "/' && gcloud c # what isn't run " + HOSTS);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void foldedCommandRunsAsTheWholeOne(String command) throws Exception {
    for (int width : new int[] {40, 60, 99, 100}) {
      var folded = FoldedCommand.lines(command, width);

      assertThat(printed(String.join("\n", folded))).as("%s", folded).isEqualTo(printed(command));
      if (!command.contains("#")) {
        assertThat(folded).allMatch(line -> line.length() <= width, "fits " + width);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcloud run jobs list", "curl -sv https://github.com/"})
  void shortCommandStaysOnOneLine(String command) {
    assertThat(FoldedCommand.lines(command, 100)).containsExactly("  " + command);
  }

  private static String printed(String script) throws IOException, InterruptedException {
    String gcloud = "gcloud() { for word in \"$@\"; do printf '[%s]\\n' \"$word\"; done; }\n";
    var shell =
        new ProcessBuilder("sh", "-c", gcloud + script + "\n").redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output).startsWith("[");
    return output;
  }
}
