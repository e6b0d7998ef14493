package preflight.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/**
 * Keeps an answer as it came over the wire.
 *
 * <p>It reads below OkHttp's own handling of statuses, which would throw at a 407 outside a tunnel
 * and repeat a 503 that says {@code Retry-After: 0}.
 */
final class AnswerReader {

  private final UnaryOperator<byte[]> mask;
  private Optional<HttpAnswer> answer = Optional.empty();

  AnswerReader(UnaryOperator<byte[]> mask) {
    this.mask = mask;
  }

  static AnswerReader of(Request request) {
    return Objects.requireNonNull(request.tag(AnswerReader.class), "every request has its reader");
  }

  Optional<HttpAnswer> answer() {
    return answer;
  }

  /** Reads what is worth keeping; what OkHttp gets is harmless and empty. */
  Response read(Response response) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (ResponseBody body = response.body()) {
      copy(body.byteStream(), content);
    } finally {
      answer = Optional.of(kept(response, content.toByteArray()));
    }
    return response
        .newBuilder()
        .code(200)
        .removeHeader("Content-Encoding")
        .body(ResponseBody.create(new byte[0], null))
        .build();
  }

  private HttpAnswer kept(Response response, byte[] content) {
    List<Header> headers = new ArrayList<>();
    for (int index = 0; index < response.headers().size(); index++) {
      headers.add(new Header(response.headers().name(index), response.headers().value(index)));
    }
    boolean gzip =
        String.valueOf(response.header("Content-Encoding"))
            .toLowerCase(Locale.ROOT)
            .contains("gzip");
    byte[] decoded = gzip ? unzipped(content) : content;
    return new HttpAnswer(response.code(), response.message(), headers, mask.apply(decoded));
  }

  private static byte[] unzipped(byte[] content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      copy(in, plain);
    } catch (IOException cutOff) {
      // What could be decoded is kept; what is no gzip at all is kept as it is.
      return plain.size() == 0 ? content : plain.toByteArray();
    }
    return plain.toByteArray();
  }

  private static void copy(InputStream in, ByteArrayOutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    while (out.size() < HttpAnswer.BODY_LIMIT) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      out.writeBytes(Arrays.copyOf(buffer, read));
    }
  }
}
