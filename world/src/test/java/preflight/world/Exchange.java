package preflight.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What one connection says in answer to some bytes: the raw view, for tests. */
record Exchange(String answer) {

  static final int PATIENCE_MILLIS = 10_000;

  /** Sends the lines of a request's head and reads until the peer ends the connection. */
  static Exchange with(InetSocketAddress address, String... lines) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      return on(socket, lines);
    }
  }

  static Exchange on(Socket socket, String... lines) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return new Exchange(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  String statusLine() {
    return answer.lines().findFirst().orElse("");
  }

  int status() {
    return Integer.parseInt(statusLine().split(" ", 3)[1]);
  }

  /** The names of the header fields, in their order. */
  List<String> fieldNames() {
    return head().lines().skip(1).map(line -> line.replaceFirst(":.*", "")).toList();
  }

  String field(String name) {
    return head()
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  String body() {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private String head() {
    return answer.substring(0, answer.indexOf("\r\n\r\n"));
  }
}
