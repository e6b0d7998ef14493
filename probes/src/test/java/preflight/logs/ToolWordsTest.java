package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real tools said of failures that were made for them, a line each. */
class ToolWordsTest {

  /** A line, and the causes of which one has to come first. */
  record Words(String tool, List<String> causes, String line) {
    @Override
    public String toString() {
      return tool + ": " + causes;
    }
  }

  static Stream<Words> words() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(ToolWordsTest.class.getResourceAsStream("tool-words.tsv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .map(row -> new Words(row[0], Arrays.asList(row[1].split(" ", -1)), row[2]));
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void lineShowsItsCauseFirst(Words words) {
    List<String> codes = Logs.codes(words.line());

    assertThat(codes).as(words.line()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    assertThat(codes.getFirst()).as(words.line()).isIn(words.causes());
  }

  @Test
  void linesLeaveOneCauseAndAHalfOpenOnAverage() throws IOException {
    assertThat(words().mapToInt(words -> Logs.codes(words.line()).size()).average().orElseThrow())
        .isLessThanOrEqualTo(1.5);
  }
}
