package preflight.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMembersTest {

  @Test
  void membersAreTextAndWhatIsNestedIsEmpty() {
    assertThat(
            JsonMembers.of(
                """
                {"s": "a\\u0041", "n": 12.50, "t": true, "z": null, "o": {"s": "b"}, "a": [1, 2], "e": ""}
                """))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("s", "aA", "n", "12.50", "t", "true", "z", "null", "o", "", "a", "", "e", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"one\": \"1\", \"two\": \"2",
        "{\"one\": \"1\", \"two\"",
        "{\"one\": \"1\", \"two\": tru",
        "{\"one\": \"1\", oops}",
        "{\"one\": \"1\"}",
        "{\"one\": \"1\"} and more",
      })
  void contentThatIsCutOffOrBrokenHasWhatCameBefore(String content) {
    assertThat(JsonMembers.of(content)).isEqualTo(Map.of("one", "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"[{\"one\": \"1\"}]", "\"one\"", "<html>", "``", "1"})
  void whatIsNoObjectHasNoMembers(String content) {
    assertThat(JsonMembers.of(content)).isEmpty();
    assertThat(JsonMembers.string(content, "one")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\": {\"a\": [\"x\"]}, \"a\": [\"b\", \"c\"]}|b c",
        "{\"a\": []}|``",
        "{\"a\": [\"b\", {}]}|``",
        "{\"a\": [\"b\"|``",
        "{\"a\": \"b\"}|``",
        "{\"b\": [\"a\"]}|``",
        "[\"a\"]|``",
        "<html>|``",
      })
  void stringsAreThoseOfAnArrayOfNothingElse(String content, String strings) {
    assertThat(String.join(" ", JsonMembers.strings(content, "a"))).isEqualTo(strings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"access_token\": \"x\"}|true",
        "{\"expires_in\": 1, \"a\": [{}], \"access_token\": \"x\"}|true",
        "{\"token\": {\"access_token\": \"x\"}}|false",
        "{\"access_token\": 5}|false",
        "{\"access_token\": null}|false",
        "{\"access_token\": \" \"}|false",
        "{\"access_token\": \"x|false",
      })
  void tokenIsAStringOfTheObjectItself(String content, boolean granted) {
    assertThat(MetadataAnswers.token(content).isPresent()).isEqualTo(granted);
  }
}
