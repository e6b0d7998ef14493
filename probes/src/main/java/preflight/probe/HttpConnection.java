package preflight.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** HTTP/1.1 over a connection that is there already; follows nothing, repeats nothing. */
final class HttpConnection implements AutoCloseable {

  /** What an exchange came to: an answer, an exception, or an answer that breaks off with one. */
  record Exchanged(Optional<HttpAnswer> answer, Optional<IOException> thrown) {}

  /** Makes the same connection once more, within an attempt. */
  @FunctionalInterface
  interface Redial {
    Socket dial(AttemptScope scope) throws IOException;
  }

  private final boolean toProxy;
  private final Redial redial;
  private Socket socket;
  private AnswerReader answers;
  private boolean asked;
  private boolean redialled;

  /**
   * @param toProxy whether a proxy forwards the request, and gets the whole URL for it
   * @param redial for a question after an answer that has ended the connection
   */
  HttpConnection(Socket socket, boolean toProxy, Redial redial) throws IOException {
    this.socket = socket;
    this.answers = new AnswerReader(socket.getInputStream());
    this.toProxy = toProxy;
    this.redial = redial;
  }

  /** An answer that has begun to come: {@code head} was read, the rest is still in the socket. */
  static Exchanged resume(String head, Socket socket) {
    try {
      InputStream begun = new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1));
      return new AnswerReader(new SequenceInputStream(begun, socket.getInputStream()))
          .next(UnaryOperator.identity());
    } catch (IOException gone) {
      return new Exchanged(Optional.empty(), Optional.of(gone));
    }
  }

  /** The next question is the first of an attempt: what ends the connection is evidence. */
  void startAttempt() {
    asked = false;
  }

  /**
   * One GET, one answer. Where an earlier answer of the attempt has ended the connection, said or
   * unsaid, it is asked over another.
   *
   * @param mask what becomes of the body before it is kept
   */
  Exchanged get(URI url, List<Header> headers, UnaryOperator<byte[]> mask, AttemptScope scope) {
    byte[] request = request(url, headers).getBytes(StandardCharsets.UTF_8);
    boolean first = !asked;
    asked = true;
    if (first || answers.usable()) {
      Exchanged exchanged = exchange(request, mask);
      if (first || exchanged.answer().isPresent() || scope.expired()) {
        return exchanged;
      }
    }
    try {
      socket = redial.dial(scope);
      answers = new AnswerReader(socket.getInputStream());
      redialled = true;
    } catch (IOException thrown) {
      return new Exchanged(Optional.empty(), Optional.of(thrown));
    }
    return exchange(request, mask);
  }

  private Exchanged exchange(byte[] request, UnaryOperator<byte[]> mask) {
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (IOException thrown) {
      return new Exchanged(Optional.empty(), Optional.of(thrown));
    }
    return answers.next(mask);
  }

  private String request(URI url, List<Header> headers) {
    StringBuilder head = new StringBuilder(256).append("GET ");
    if (toProxy) {
      head.append(Urls.origin(url));
    }
    String path = url.getRawPath();
    head.append(path == null || path.isEmpty() ? "/" : path);
    if (url.getRawQuery() != null) {
      head.append('?').append(url.getRawQuery());
    }
    head.append(" HTTP/1.1\r\n");
    field(head, "Host", Urls.authority(url));
    field(head, "User-Agent", UserAgent.VALUE);
    field(head, "Accept", "*/*");
    field(head, "Accept-Encoding", "gzip");
    for (Header header : headers) {
      field(head, header.name(), header.value());
    }
    field(head, "Connection", "Keep-Alive");
    return head.append("\r\n").toString();
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** The address at the other end. */
  Optional<InetAddress> peer() {
    return Optional.ofNullable(socket.getInetAddress());
  }

  /** Whether the last answer was read to its end, and left the first connection open. */
  boolean usable() {
    return answers.usable() && !redialled;
  }

  @Override
  public void close() {
    AttemptScope.closeQuietly(socket);
  }
}
