package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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
        .allSatisfy(shows -> assertThat(Symptom.named(shows).name()).isEqualTo(shows));
  }

  @Test
  void everyStatusLeadsToAKnownSymptomOrToNone() {
    assertThat(Signature.ALL.stream().map(Signature::shows).distinct())
        .allSatisfy(shows ->
            IntStream.rangeClosed(100, 599)
                .forEach(status ->
                    Statuses.symptom(shows, status)
                        .ifPresent(name -> assertThat(Symptom.named(name).causes()).isNotEmpty())));
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
