package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what {@code docs/logs.md} tells readers to paste, as far as no cloud is needed for it. */
class LogsPageTest {

  record Snippet(String language, String text) {}

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|`[^`]*`");

  @ParameterizedTest
  @MethodSource("snippets")
  void quotesAndBracketsBalance(Snippet snippet) {
    String bare = QUOTED.matcher(snippet.text()).replaceAll("");

    assertThat(bare).doesNotContain("\"", "'", "`");
    for (String pair : List.of("()", "[]", "{}")) {
      assertThat(bare.chars().filter(c -> c == pair.charAt(0)).count())
          .as(pair)
          .isEqualTo(bare.chars().filter(c -> c == pair.charAt(1)).count());
    }
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void jsonIsJson(Snippet snippet) throws IOException {
    if (snippet.language().equals("json")) {
      try (JsonParser json = new JsonFactory().createParser(snippet.text())) {
        int tokens = 0;
        while (json.nextToken() != null) {
          tokens++;
        }
        assertThat(tokens).isGreaterThan(2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void shellReadsTheCommands(Snippet snippet) throws IOException, InterruptedException {
    if (snippet.language().equals("sh")) {
      Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
      shell.getOutputStream().write(snippet.text().getBytes(UTF_8));
      shell.getOutputStream().close();

      assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEmpty();
      assertThat(shell.waitFor()).isZero();
    }
  }

  @Test
  void everyFieldAndLabelIsOneThatPreflightWrites() {
    String schema = JsonReport.schema();
    Stream<String> names =
        Stream.of("(?<=jsonPayload\\.preflight\\.)\\w+", "\\bpreflight_(?:outcome|causes)\\b")
            .flatMap(pattern -> Pattern.compile(pattern).matcher(page()).results())
            .map(MatchResult::group);

    assertThat(names.distinct().toList())
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(name -> schema.contains("\"" + name + "\""));
  }

  static Stream<Snippet> snippets() {
    return FENCE
        .matcher(page())
        .results()
        .map(found -> new Snippet(found.group(1), found.group(2)));
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/logs.md"));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
