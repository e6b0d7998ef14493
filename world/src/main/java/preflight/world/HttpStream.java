package preflight.world;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes HTTP/1.1 messages on one connection (RFC 9112). */
final class HttpStream {

  private static final int LONGEST_LINE = 64 * 1024;

  /** A start line with the fields below it. */
  record Head(String startLine, Headers headers) {}

  private final InputStream in;
  private final OutputStream socketOut;
  private OutputStream out;
  private boolean finished;

  HttpStream(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    socketOut = socket.getOutputStream();
    out = socketOut;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Writes what follows with a pause after each byte; no pause where the duration is zero. */
  void pace(Duration betweenBytes) {
    out = betweenBytes.isZero() ? socketOut : new DrippingStream(socketOut, betweenBytes);
  }

  /** After this answer no other request is read. */
  void finish() {
    finished = true;
  }

  boolean finished() {
    return finished;
  }

  /** The next request, its body read and dropped; empty when the peer has ended the connection. */
  Optional<Request> nextRequest() throws IOException {
    Optional<Head> head = nextHead();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] words = head.get().startLine().split(" ", -1);
    if (words.length != 3) {
      throw new ProtocolException("not a request line: " + head.get().startLine());
    }
    Headers headers = head.get().headers();
    in.skipNBytes(contentLength(headers).orElse(0L));
    finished =
        words[2].equals("HTTP/1.0")
            || headers.first("Connection").filter("close"::equalsIgnoreCase).isPresent();
    return Optional.of(new Request(words[0], words[1], headers));
  }

  Optional<Head> nextHead() throws IOException {
    Optional<String> startLine = line();
    if (startLine.isEmpty()) {
      return Optional.empty();
    }
    Headers headers = Headers.NONE;
    while (true) {
      String field = line().orElseThrow(EOFException::new);
      if (field.isEmpty()) {
        return Optional.of(new Head(startLine.get(), headers));
      }
      int colon = field.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("not a header field: " + field);
      }
      headers = headers.with(field.substring(0, colon), field.substring(colon + 1).strip());
    }
  }

  static Optional<Long> contentLength(Headers headers) {
    return headers.first("Content-Length").filter(n -> n.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  void write(Head head) throws IOException {
    var text = new StringBuilder(head.startLine()).append("\r\n");
    head.headers().fields().forEach(f -> text.append(f.name() + ": " + f.value() + "\r\n"));
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Adds Content-Length, unless the answer has it already; sends no body where HEAD was asked. */
  void write(Response response, Request request) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    Headers headers = response.headers();
    if (contentLength(headers).isEmpty()) {
      headers = headers.with("Content-Length", Integer.toString(body.length));
    }
    write(new Head("HTTP/1.1 " + response.status() + " " + response.reason(), headers));
    if (!request.method().equals("HEAD")) {
      out.write(body);
      out.flush();
    }
  }

  private Optional<String> line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && line.isEmpty()) {
        return Optional.empty();
      }
      if (b < 0) {
        throw new EOFException("the peer stopped in the middle of a line: " + line);
      }
      if (line.length() == LONGEST_LINE) {
        throw new ProtocolException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      line.append((char) b);
    }
    int end = line.length();
    return Optional.of(
        end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString());
  }
}
