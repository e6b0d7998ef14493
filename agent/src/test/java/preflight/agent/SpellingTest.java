package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  private static final List<String> KNOWN = List.of("target", "gate", "deadline");

  @ParameterizedTest
  @CsvSource({"taget, target", "targets, target", "gatee, gate", "dedline, deadline", "agte, gate"})
  void nearWordIsMeant(String word, String meant) {
    assertThat(Spelling.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"upload", "x", "timeout", "''"})
  void farWordIsNot(String word) {
    assertThat(Spelling.nearest(word, KNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a, a, 0", "'', abc, 3", "kitten, sitting, 3", "abc, acb, 1"})
  void distanceCountsEditsOfOneLetter(String from, String to, int distance) {
    assertThat(Spelling.distance(from, to)).isEqualTo(distance);
  }
}
