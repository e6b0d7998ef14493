package preflight.lab.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Asks a server in exactly these words and reads until it hangs up. */
final class RawRequest {

  private RawRequest() {}

  /** One request: {@code line}, these field lines, and the wish that the connection ends. */
  static HttpAnswer send(InetSocketAddress to, String line, String... fields) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(to, 5000);
      socket.setSoTimeout(20_000);
      List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1"));
      lines.addAll(Arrays.asList(fields));
      lines.addAll(List.of("Connection: close", "", ""));
      socket.getOutputStream().write(String.join("\r\n", lines).getBytes(ISO_8859_1));
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private static HttpAnswer parse(byte[] raw) {
    String text = new String(raw, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer: " + text);
    }
    List<String> head = text.substring(0, end).lines().toList();
    String[] status = head.getFirst().split(" ", 3);
    List<Header> headers =
        head.stream()
            .skip(1)
            .map(field -> field.split(":", 2))
            .map(field -> new Header(field[0], field[1].strip()))
            .toList();
    return new HttpAnswer(
        Integer.parseInt(status[1]),
        status.length > 2 ? status[2] : "",
        headers,
        Arrays.copyOfRange(raw, end + 4, raw.length));
  }
}
