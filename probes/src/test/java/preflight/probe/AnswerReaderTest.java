package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

class AnswerReaderTest {

  private static AnswerReader over(String wire) {
    return over(wire.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static AnswerReader over(byte[] wire) {
    return new AnswerReader(new ByteArrayInputStream(wire));
  }

  private static HttpConnection.Exchanged next(AnswerReader reader) {
    return reader.next(UnaryOperator.identity());
  }

  private static HttpAnswer answer(String wire) {
    return next(over(wire)).answer().orElseThrow();
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyNEXT", "body"),
        arguments("HTTP/1.1 200 OK\r\n\r\nto the end", "to the end"),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nto the end", "to the end"),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nto the end", "to the end"),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 4\r\n\r\nbody", "body"),
        arguments("HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nNEXT", ""),
        arguments("HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nNEXT", ""),
        arguments("HTTP/1.1 101 Switching Protocols\r\n\r\n\u0001\u0002", ""),
        arguments(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 99\r\n\r\n"
                + "2;name=value\r\nbo\r\n2 \r\ndy\r\n0\r\nTrailer: one\r\n\r\nNEXT",
            "body"),
        arguments("HTTP/1.1 200 OK\nContent-Length: 4\n\nbody", "body"),
        arguments("\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", "body"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodyIsFramedAsRfc9112Says(String wire, String body) {
    assertThat(answer(wire).bodyLatin1()).isEqualTo(body);
  }

  @Test
  void headIsKeptAsItCame() {
    HttpAnswer answer =
        answer(
            String.join(
                "\r\n",
                "HTTP/1.0 403 Verboten h\u00e9",
                "X-Squid-Error: ERR_ACCESS_DENIED 0",
                "No field",
                "Twice : one",
                "twice:two",
                "Folded: a",
                "  b",
                ": nameless",
                "",
                ""));

    assertThat(answer.toString()).isEqualTo("403 Verboten h\u00e9");
    assertThat(answer.headers())
        .containsExactly(
            new Header("X-Squid-Error", "ERR_ACCESS_DENIED 0"),
            new Header("", "No field"),
            new Header("Twice", "one"),
            new Header("twice", "two"),
            new Header("Folded", "a b"),
            new Header("", ": nameless"));
  }

  @Test
  void interimAnswersAreNoAnswers() {
    HttpAnswer answer =
        answer(
            String.join(
                "\r\n",
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 103 Early Hints",
                "Link: </a>",
                "",
                "HTTP/1.1 200 OK",
                "Content-Length: 0",
                "",
                ""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Link")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 mail.corp ESMTP\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n"
      })
  void whatIsNoHttpIsSaidInItsOwnWords(String wire) {
    assertThat(next(over(wire)).thrown().orElseThrow())
        .isInstanceOf(ProtocolException.class)
        .hasMessage("not a status line: " + wire.strip());
  }

  static Stream<Arguments> cutOff() {
    return Stream.of(
        arguments("", "closed without an answer"),
        arguments("HTTP/1.1 200 O", "closed within the answer's head"),
        arguments("HTTP/1.1 200 OK\r\nServer: nginx\r\n", "closed within the answer's head"),
        arguments(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", "closed within the answer's head"));
  }

  @ParameterizedTest
  @MethodSource("cutOff")
  void headThatIsCutOffIsNoAnswer(String wire, String words) {
    HttpConnection.Exchanged exchanged = next(over(wire));

    assertThat(exchanged.answer()).isEmpty();
    assertThat(exchanged.thrown().orElseThrow()).isInstanceOf(EOFException.class).hasMessage(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9\r\n\r\nhalf",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nno size\r\n",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n-1\r\n"
      })
  void bodyThatBreaksOffIsKeptAsFarAsItCame(String rest) {
    HttpConnection.Exchanged exchanged = next(over("HTTP/1.1 200 OK\r\n" + rest));

    assertThat(exchanged.answer().orElseThrow().bodyLatin1()).isEqualTo("half");
    assertThat(exchanged.thrown()).isPresent();
  }

  @Test
  void headWithoutEndIsGivenUp() {
    String line = "X-Field: " + "x".repeat(1000) + "\r\n";

    assertThat(answer("HTTP/1.1 200 OK\r\n" + line.repeat(200) + "\r\n").headers()).hasSize(200);
    assertThat(next(over("HTTP/1.1 200 OK\r\n" + line.repeat(400) + "\r\n")).thrown().orElseThrow())
        .hasMessage("the answer's head does not end");
    assertThat(next(over("HTTP/1.1 200 " + "x".repeat(400_000))).thrown().orElseThrow())
        .hasMessage("the answer's head does not end");
  }

  @Test
  void trailersWithoutEndAreGivenUp() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";

    assertThat(next(over(chunked + "X: y\r\n".repeat(1000))).thrown()).isPresent();
  }

  static Stream<Arguments> afterwards() {
    String length = "Content-Length: 4\r\n";
    return Stream.of(
        arguments("HTTP/1.1 200 OK\r\n" + length + "\r\nbody", true),
        arguments(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", true),
        arguments("HTTP/1.1 204 No Content\r\n\r\n", true),
        arguments("HTTP/1.1 200 OK\r\n" + length + "Connection: Close\r\n\r\nbody", false),
        arguments("HTTP/1.0 200 OK\r\n" + length + "\r\nbody", false),
        arguments("HTTP/1.0 200 OK\r\n" + length + "Connection: Keep-Alive\r\n\r\nbody", true),
        arguments("HTTP/1.1 200 OK\r\n\r\nto the end", false),
        arguments("HTTP/1.1 200 OK\r\n" + length + "\r\nbody and more than was said", false),
        arguments("HTTP/1.1 200 OK\r\n" + length + "\r\nbo", false),
        arguments("no answer\r\n", false),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + "x".repeat(99_999), false));
  }

  @ParameterizedTest
  @MethodSource("afterwards")
  void connectionIsAskedAgainOnlyWhereTheAnswerEndsAndLeavesItOpen(String wire, boolean usable) {
    AnswerReader reader = over(wire);

    next(reader);

    assertThat(reader.usable()).isEqualTo(usable);
  }

  @Test
  void oneAnswerFollowsTheOther() {
    AnswerReader reader =
        over(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"
                + "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\ntwo");

    assertThat(next(reader).answer().orElseThrow().bodyLatin1()).isEqualTo("one");
    assertThat(next(reader).answer().orElseThrow().bodyLatin1()).isEqualTo("two");
    assertThat(reader.usable()).isTrue();
    assertThat(next(reader).thrown().orElseThrow()).hasMessage("closed without an answer");
    assertThat(reader.usable()).isFalse();
  }

  @Test
  void compressedBodyIsUnpackedAsFarAsItGoes() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write("a page".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(answer(gzip(zipped.toString(StandardCharsets.ISO_8859_1))).bodyLatin1())
        .isEqualTo("a page");
    assertThat(answer(gzip("no gzip at all")).bodyLatin1()).isEqualTo("no gzip at all");
  }

  private static String gzip(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\n\r\n" + body;
  }

  @Test
  void secretInTheBodyIsMaskedBeforeItIsKept() {
    HttpAnswer answer =
        over("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
            .next(body -> "***".getBytes(StandardCharsets.US_ASCII))
            .answer()
            .orElseThrow();

    assertThat(answer.bodyLatin1()).isEqualTo("***");
  }
}
