package preflight.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.io.entity.EmptyInputStream;
import org.jspecify.annotations.Nullable;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Reads the answers of one connection as they come over the wire: what is odd is evidence. */
final class AnswerReader {

  private static final int HEAD_LIMIT = 256 * 1024;

  /** For the fields after the last chunk, which nothing else limits. */
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(HttpAnswer.BODY_LIMIT).setMaxHeaderCount(100).build();

  /** The stream while a head comes over it: it may neither end nor go on for ever. */
  private static final class Head extends FilterInputStream {
    private int size;

    Head(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read < 0) {
        throw new EOFException(
            size == 0 ? "closed without an answer" : "closed within the answer's head");
      }
      size += read;
      if (size > HEAD_LIMIT) {
        throw new ProtocolException("the answer's head does not end");
      }
      return read;
    }
  }

  private final InputStream in;
  private final SessionInputBufferImpl received = new SessionInputBufferImpl(8192);
  private final DefaultHttpResponseParser heads =
      new DefaultHttpResponseParser(Http1Config.DEFAULT, new AnswerLines(), null);
  private boolean usable;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next answer.
   *
   * @param mask what becomes of the body before it is kept
   */
  HttpConnection.Exchanged next(UnaryOperator<byte[]> mask) {
    usable = false;
    ClassicHttpResponse head;
    try {
      head = head();
    } catch (IOException thrown) {
      return new HttpConnection.Exchanged(Optional.empty(), Optional.of(thrown));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Optional<IOException> thrown = Optional.empty();
    try {
      InputStream body = body(head);
      boolean ended = copy(body, content);
      usable =
          ended
              && !(body instanceof IdentityInputStream)
              && staysOpen(head)
              && !received.hasBufferedData();
    } catch (IOException cutOff) {
      thrown = Optional.of(cutOff);
    }
    return new HttpConnection.Exchanged(
        Optional.of(kept(head, content.toByteArray(), mask)), thrown);
  }

  /** Whether the last answer was read to its end, and leaves the connection open. */
  boolean usable() {
    return usable;
  }

  private ClassicHttpResponse head() throws IOException {
    Head coming = new Head(in);
    try {
      ClassicHttpResponse head = heads.parse(received, coming);
      while (interim(head.getCode())) {
        head = heads.parse(received, coming);
      }
      return head;
    } catch (HttpException malformed) {
      ProtocolException said = new ProtocolException(malformed.getMessage());
      said.initCause(malformed);
      throw said;
    }
  }

  private static boolean interim(int status) {
    return status < HttpStatus.SC_SUCCESS && status != HttpStatus.SC_SWITCHING_PROTOCOLS;
  }

  /** RFC 9112, section 6.3, but for contradictions: there, too, something can be read. */
  private InputStream body(ClassicHttpResponse head) {
    int status = head.getCode();
    if (status < HttpStatus.SC_SUCCESS
        || status == HttpStatus.SC_NO_CONTENT
        || status == HttpStatus.SC_NOT_MODIFIED) {
      return EmptyInputStream.INSTANCE;
    }
    if (says(head, HttpHeaders.TRANSFER_ENCODING, "chunked")) {
      return new ChunkedInputStream(received, in, LIMITS);
    }
    long length = length(last(head, HttpHeaders.CONTENT_LENGTH));
    return length < 0
        ? new IdentityInputStream(received, in)
        : new ContentLengthInputStream(received, in, length);
  }

  private static long length(@Nullable String value) {
    try {
      return value == null ? -1 : Long.parseLong(value);
    } catch (NumberFormatException noLength) {
      return -1;
    }
  }

  private static boolean staysOpen(ClassicHttpResponse head) {
    return head.getVersion().greaterEquals(HttpVersion.HTTP_1_1)
        ? !says(head, HttpHeaders.CONNECTION, "close")
        : says(head, HttpHeaders.CONNECTION, "keep-alive");
  }

  private static boolean says(ClassicHttpResponse head, String name, String word) {
    String value = last(head, name);
    return value != null && value.toLowerCase(Locale.ROOT).contains(word);
  }

  private static @Nullable String last(ClassicHttpResponse head, String name) {
    var field = head.getLastHeader(name);
    return field == null ? null : field.getValue();
  }

  private static HttpAnswer kept(
      ClassicHttpResponse head, byte[] content, UnaryOperator<byte[]> mask) {
    List<Header> headers = new ArrayList<>();
    for (var field : head.getHeaders()) {
      headers.add(new Header(field.getName(), field.getValue()));
    }
    byte[] decoded = says(head, HttpHeaders.CONTENT_ENCODING, "gzip") ? unzipped(content) : content;
    return new HttpAnswer(head.getCode(), head.getReasonPhrase(), headers, mask.apply(decoded));
  }

  private static byte[] unzipped(byte[] content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (InputStream zipped = new GZIPInputStream(new ByteArrayInputStream(content))) {
      copy(zipped, plain);
    } catch (IOException cutOff) {
      // What could be decoded is kept; what is no gzip at all is kept as it is.
      return plain.size() == 0 ? content : plain.toByteArray();
    }
    return plain.toByteArray();
  }

  /** Copies what is worth keeping; whether that was all. */
  private static boolean copy(InputStream in, ByteArrayOutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    while (out.size() < HttpAnswer.BODY_LIMIT) {
      int read = in.read(buffer);
      if (read < 0) {
        return true;
      }
      out.write(buffer, 0, read);
    }
    return false;
  }
}
