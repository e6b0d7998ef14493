package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static preflight.interception.Answers.answer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterceptorTableTest {

  private static final String ENTRY =
      """
      # a comment
      product Acme Gateway
      ask the Acme team

      sign asked-proxy
        error
        field Server Acme(?:/.*)?
        markup <b>Acme says no</b>
      """;

  @Test
  void newEntryNeedsNoCode() {
    List<Interceptor> rows = InterceptorTable.parse(ENTRY);

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().intermediary().administrator()).isEqualTo("the Acme team");
    assertThat(signs(rows.getFirst(), Channel.FORWARDED))
        .hasValueSatisfying(signs ->
            assertThat(signs)
                .containsExactly(
                    "no Via or X-Cache",
                    "status 403",
                    "Server: Acme/1",
                    "the page has <b>Acme says no</b>"));
    assertThat(signs(rows.getFirst(), Channel.PLAIN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign anywhere",
        "product X\nsign anywhere",
        "product X\nask Y\nsign nowhere",
        "product X\nask Y\nsign anywhere\nheader A b",
        "product X\nask Y\nsign anywhere\nfield A",
        "product X\nask Y\nsign anywhere\nstatus many",
        "product X\nask Y\nsign anywhere\ntitle (",
        "error"
      })
  void lineThatIsNoEntryIsNamed(String table) {
    assertThatThrownBy(() -> InterceptorTable.parse(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line " + table.lines().count());
  }

  @Test
  void everyRowHasAMarkAndEveryExpressionIsOne() {
    List<Interceptor> rows = InterceptorTable.parse(Interceptors.text());

    assertThat(rows).hasSizeGreaterThan(60).allMatch(row -> !row.marks().isEmpty());
    Interceptors.text()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("markup "))
        .forEach(line -> Pattern.compile(line.substring("markup ".length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain text|plain text",
        "<h1>\\s*Blocked\\.Now|blocked.now",
        "colou?r of it|r of it",
        "ab{2}cdef|cdef",
        "(?:one)-three|-three",
        "[one] {1,3}|``",
      })
  void demandedTextIsInEveryMatch(String regex, String demanded) {
    assertThat(MarkupPattern.demanded(regex)).isEqualTo(demanded);
  }

  private static Optional<List<String>> signs(Interceptor row, Channel channel) {
    return row.signs(
        AnswerInContext.of(
            answer("403 No", "Server: Acme/1", "", "<html><body><b>Acme says no</b></body></html>"),
            channel,
            Optional.of(Asked.of(URI.create("http://a.example/")))));
  }
}
