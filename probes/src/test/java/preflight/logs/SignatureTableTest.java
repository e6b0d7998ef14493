package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds the two tables together. */
class SignatureTableTest {

  @Test
  void piecesSurviveEveryJsonEncoder() {
    assertThat(Signature.ALL).allMatch(signature -> !signature.pieces().isEmpty());
    assertThat(Signature.ALL.stream().flatMap(signature -> signature.pieces().stream()))
        .allMatch(piece -> piece.matches("[\\w .:;()\\[\\]=,!-]{5,}"));
  }

  @Test
  void everySignatureShowsAKnownSymptom() {
    assertThat(Signature.ALL)
        .extracting(Signature::shows)
        .filteredOn(shows -> !shows.matches("\\w+_(?:STATUS|REASON)"))
        .allSatisfy(shows -> assertThat(Symptom.named(shows)).isPresent());
  }

  @Test
  void everyStatusLeadsToAKnownSymptomOrToNone() {
    assertThat(Signature.ALL.stream().map(Signature::shows).distinct())
        .allSatisfy(shows ->
            IntStream.rangeClosed(100, 599)
                .forEach(status ->
                    Statuses.symptom(shows, status, Optional.of("https"))
                        .ifPresent(name -> assertThat(Symptom.named(name)).isPresent())));
  }

  /** A way through a pattern without a status would leave nothing to tell the symptom by. */
  @Test
  void everyWayThroughAStatusesPatternCapturesIt() {
    assertThat(Signature.ALL)
        .filteredOn(signature -> signature.shows().matches("\\w+_(?:STATUS|REASON)"))
        .allMatch(signature -> everyWayCapturesStatus(signature.pattern().pattern()));
  }

  private static boolean everyWayCapturesStatus(String pattern) {
    return ways(pattern).stream()
        .allMatch(way -> way.stream().anyMatch(SignatureTableTest::capturesStatus));
  }

  private static boolean capturesStatus(String group) {
    return group.matches("\\?<(?:status2?|reason)>.*")
        || (group.startsWith("?:") && everyWayCapturesStatus(group.substring(2)));
  }

  /** The outermost groups that have to take part, for each alternative. */
  private static List<List<String>> ways(String pattern) {
    List<List<String>> ways = new ArrayList<>(List.of(new ArrayList<>()));
    int depth = 0;
    int opened = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass || c == '[') {
        inClass = c != ']';
      } else if (c == '|' && depth == 0) {
        ways.add(new ArrayList<>());
      } else if (c == '(' && depth++ == 0) {
        opened = i + 1;
      } else if (c == ')' && --depth == 0 && !pattern.startsWith("?", i + 1)) {
        ways.getLast().add(pattern.substring(opened, i));
      }
    }
    return ways;
  }

  @Test
  void noSymptomHasMoreThanThreeCauses() {
    assertThat(Symptom.all())
        .allSatisfy(symptom ->
            assertThat(Arrays.stream(Way.values()).map(symptom::causes))
                .allMatch(causes -> causes.size() <= 3));
  }

  /** Wherever a pattern can match, one of its pieces has to be. */
  @Test
  void patternsStayWithinAPassage() {
    Pattern unbounded = Pattern.compile("\\[\\\\s\\\\S]\\*(?!\\?)");
    List<String> suspicious =
        Signature.ALL.stream()
            .map(signature -> signature.pattern().pattern())
            .filter(pattern -> {
              Matcher matcher = unbounded.matcher(pattern);
              return matcher.find() && !pattern.endsWith("[\\s\\S]*");
            })
            .toList();

    assertThat(suspicious).isEmpty();
  }
}
