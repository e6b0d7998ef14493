package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.interception.Answers.answer;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.HttpAnswer;

class UnmaskedTest {

  private static final URI WIKI = URI.create("http://wiki.corp/start?page=1");

  private static HttpAnswer denied(String url, String time) {
    return answer(
        "403 Forbidden",
        "Content-Type: text/html",
        "",
        "<html><h1>Not allowed</h1><p>You asked for %s at %s.</p></html>".formatted(url, time));
  }

  @Test
  void oneStockPageIsTheSameWhateverItWasAskedAndWhen() {
    assertThat(
            Unmasked.sameForNobody(
                denied(WIKI.toString(), "Sun, 22 Nov 2026 04:05:06 GMT"),
                WIKI,
                denied(Unmasked.NOBODY.toString(), "Mon, 23 Nov 2026 14:15:16 GMT")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Frame-Options: SAMEORIGIN, true",
    "Via: 1.1 gw, false",
    "Server: nginx, false",
    "X-Request-Id: 1, false"
  })
  void pageMayBeAnybodysWhereNoFieldIsAHostsOwn(String field, boolean anybodys) {
    HttpAnswer refusal = answer("403 No", "Content-Type: text/html", field, "", "<p>No");

    assertThat(Unmasked.couldBeAnybodys(refusal)).isEqualTo(anybodys);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        argumentSet("another status", answer("503 Busy", "Content-Type: text/html", "", "<p>No")),
        argumentSet("another page", answer("403 No", "Content-Type: text/html", "", "<p>None")),
        argumentSet("another type", answer("403 No", "Content-Type: text/plain", "", "<p>No")),
        argumentSet(
            "a field more",
            answer("403 No", "Content-Type: text/html", "Retry-After: 9", "", "<p>No")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void hostsOwnPageIsAnother(HttpAnswer forNobody) {
    var own = answer("403 No", "Content-Type: text/html", "", "<p>No");

    assertThat(Unmasked.sameForNobody(own, WIKI, own)).isTrue();
    assertThat(Unmasked.sameForNobody(own, WIKI, forNobody)).isFalse();
  }
}
