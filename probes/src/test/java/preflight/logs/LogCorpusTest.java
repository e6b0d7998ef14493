package preflight.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import preflight.diagnosis.Cause;

/** Holds the signatures against lines that real tools wrote before real faults. */
class LogCorpusTest {

  /** A line without a word about any failure; what it was that failed stood elsewhere. */
  private static final String SAYS_NOTHING = "HTTP 200";

  /** A cause that is no cause of ours: nothing must be found. */
  private static final String NONE = "NOT_INTERCEPTION";

  private record Row(String line, String tool, Set<String> causes) {}

  @TestFactory
  Stream<DynamicTest> everyLineGetsItsCause() throws IOException {
    Map<String, Set<String>> codes = codes();
    return rows().stream()
        .filter(row -> !row.line().equals(SAYS_NOTHING))
        .map(row ->
            DynamicTest.dynamicTest(
                row.tool() + ": " + row.causes(),
                () -> {
                  Set<String> right = right(row, codes);
                  List<String> answer = Logs.codes(row.line());
                  assertThat(answer).as(row.line()).hasSizeLessThanOrEqualTo(3);
                  boolean nothingExpected = right.contains(NONE) || right.isEmpty();
                  if (!answer.isEmpty() || !nothingExpected) {
                    assertThat(answer).as(row.line()).containsAnyElementsOf(right);
                  }
                }));
  }

  /** Lines that differ in names and numbers alone are the same words to a reader. */
  @Test
  void whatOneCauseAloneWordsSoIsRankedFirst() throws IOException {
    Map<String, Set<String>> codes = codes();
    Map<String, Set<String>> causesOf = new HashMap<>();
    for (Row row : rows()) {
      causesOf.computeIfAbsent(words(row.line()), key -> new HashSet<>()).addAll(row.causes());
    }
    for (Row row : rows()) {
      List<String> answer = Logs.codes(row.line());
      if (causesOf.getOrDefault(words(row.line()), Set.of()).size() == 1 && !answer.isEmpty()) {
        assertThat(answer.getFirst()).as(row.line()).isIn(right(row, codes));
      }
    }
  }

  @Test
  void answersAreShort() throws IOException {
    List<Row> rows = rows();

    assertThat(rows.stream().mapToInt(row -> Logs.codes(row.line()).size()).average().orElseThrow())
        .isLessThanOrEqualTo(1.5);
  }

  private static Set<String> right(Row row, Map<String, Set<String>> codes) {
    return row.causes().stream()
        .flatMap(cause -> codes.getOrDefault(cause, Set.of()).stream())
        .collect(Collectors.toSet());
  }

  private static String words(String line) {
    return line.replaceAll("[\\w.-]+\\.test(?::\\d+)?(?:/\\S*)?", "HOST").replaceAll("\\d+", "N");
  }

  private static List<Row> rows() throws IOException {
    return table("loglines.tsv").map(row -> new Row(row[0], row[1], causes(row[2]))).toList();
  }

  /** {@code A(note) || B|C on something} is A, B and C. */
  private static Set<String> causes(String column) {
    return Arrays.stream(column.split("\\|+", -1))
        .map(part -> part.strip().replaceFirst("[ (].*", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> codes() throws IOException {
    Set<String> known = new HashSet<>(Set.of(NONE));
    Arrays.stream(Cause.values()).map(Cause::name).forEach(known::add);
    return table("cause-map.tsv")
        .collect(
            Collectors.toMap(
                row -> row[0],
                row ->
                    Arrays.stream(row[1].split(" ", -1))
                        .filter(known::contains)
                        .collect(Collectors.toSet())));
  }

  private static Stream<String[]> table(String name) throws IOException {
    Path table = Path.of(System.getProperty("preflight.corpus", "../../shared/corpus"), name);
    boolean there = Files.exists(table);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("the corpus is at %s", table.toAbsolutePath()).isTrue();
    }
    assumeTrue(there, () -> "no corpus at " + table.toAbsolutePath());
    return Files.readAllLines(table, UTF_8).stream().skip(1).map(row -> row.split("\t", -1));
  }
}
