package preflight.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/**
 * The head of an answer to CONNECT, read byte by byte: what follows a 2xx belongs to the tunnel.
 *
 * @param text as received (ISO 8859-1), the empty line included
 */
record ResponseHead(String text, int status, String reason, List<Header> headers) {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: (.*))?", Pattern.DOTALL);

  static ResponseHead read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int previous = 0;
    for (int next = in.read(); ; next = in.read()) {
      if (next < 0) {
        throw new EOFException(
            head.size() == 0 ? "closed without an answer" : "closed within the answer's head");
      }
      head.write(next);
      if (head.size() == 4 && !head.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP")) {
        throw new ProtocolException("the proxy does not speak HTTP");
      }
      boolean lineEnds = next == '\n';
      if (lineEnds && previous == '\n') {
        return parse(head.toString(StandardCharsets.ISO_8859_1));
      }
      if (head.size() > HttpAnswer.BODY_LIMIT) {
        throw new ProtocolException("the answer's head does not end");
      }
      previous = next == '\r' ? previous : next;
    }
  }

  HttpAnswer answer() {
    return new HttpAnswer(status, reason, headers, new byte[0]);
  }

  private static ResponseHead parse(String text) throws ProtocolException {
    List<String> lines = text.lines().toList();
    Matcher statusLine = STATUS_LINE.matcher(lines.getFirst());
    if (!statusLine.matches()) {
      throw new ProtocolException("not a status line: " + lines.getFirst());
    }
    String reason = statusLine.group(2) == null ? "" : statusLine.group(2);
    return new ResponseHead(
        text,
        Integer.parseInt(statusLine.group(1)),
        reason,
        lines.stream()
            .skip(1)
            .filter(line -> line.indexOf(':') > 0)
            .map(ResponseHead::field)
            .toList());
  }

  private static Header field(String line) {
    int colon = line.indexOf(':');
    return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }
}
