package preflight.interception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Genuine answers that look like somebody's in between: {@code look-alikes.txt}. */
class LookAlikesTest {

  /** What a look-alike needs to be read as what it is; everything else may be stripped. */
  private static final Set<String> KEPT =
      Set.of("content-type", "date", "etag", "last-modified", "location", "via");

  /** One row of the table. */
  record LookAlike(
      String what, String source, URI asked, Set<Channel> channels, HttpAnswer answer) {

    static LookAlike read(String entry) {
      List<String> lines = entry.lines().toList();
      String[] answer = lines.subList(4, lines.size()).toArray(String[]::new);
      answer[0] = answer[0].split(" ", 2)[1];
      return new LookAlike(
          lines.get(0),
          value(lines.get(1), "from "),
          URI.create(value(lines.get(2), "asked ")),
          value(lines.get(3), "on ").equals("all")
              ? EnumSet.complementOf(EnumSet.of(Channel.CONNECT))
              : EnumSet.of(Channel.PLAIN, Channel.VERIFIED_TLS),
          Answers.answer(answer));
    }

    private static String value(String line, String name) {
      assertThat(line).startsWith(name);
      return line.substring(name.length());
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static List<LookAlike> lookAlikes() throws IOException {
    try (InputStream table = LookAlikesTest.class.getResourceAsStream("look-alikes.txt")) {
      String page = Answers.squidPage("http://blocked.example/").strip();
      String escaped = page.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
              .replace("{SQUID PAGE ESCAPED}", escaped)
              .replace("{SQUID PAGE}", page);
      return Arrays.stream(text.split("(?m)^=== ", -1)).skip(1).map(LookAlike::read).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lookAlikes")
  void lookAlikeIsNobodysInBetween(LookAlike row) {
    assertNotInterfering(row, row.answer());
    assertNotInterfering(row, stripped(row.answer()));
  }

  @Test
  void thereAreEnoughOfThemEachWithItsSource() throws IOException {
    assertThat(lookAlikes())
        .hasSizeGreaterThanOrEqualTo(60)
        .extracting(LookAlike::what)
        .doesNotHaveDuplicates();
    assertThat(lookAlikes()).extracting(LookAlike::source).noneMatch(String::isBlank);
  }

  private static void assertNotInterfering(LookAlike row, HttpAnswer answer) {
    for (Channel channel : row.channels()) {
      assertThat(InterceptionDetector.detect(answer, channel, row.asked()))
          .as("%s, on %s", row, channel)
          .isNotInstanceOf(Interception.Interfering.class);
    }
  }

  private static HttpAnswer stripped(HttpAnswer answer) {
    List<Header> few = new ArrayList<>(answer.headers());
    few.removeIf(header -> !KEPT.contains(header.name().toLowerCase(java.util.Locale.ROOT)));
    return new HttpAnswer(
        answer.status(),
        "",
        few,
        answer.bodyLatin1().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
