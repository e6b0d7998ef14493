package preflight.probe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.Outcome;
import preflight.observation.Stage;

/**
 * Waits for an SSH server to introduce itself (RFC 4253, section 4.2). Says nothing: a server
 * speaks first.
 */
final class SshBanner {

  /** The most that a line of a server's may have, by the RFC. */
  private static final int LONGEST_LINE = 255;

  /** A server may greet with other lines before; one that never stops is none. */
  private static final int MOST_LINES = 32;

  private SshBanner() {}

  static IdentityCheck read(Socket socket, AttemptScope scope) {
    long start = scope.now();
    String line = "";
    try {
      InputStream in = socket.getInputStream();
      for (int lines = 0; lines < MOST_LINES; lines++) {
        line = line(in);
        if (line.startsWith("SSH-")) {
          return seen(Recognition.CONTENT, List.of(Redaction.line(line)), scope.succeeded(start));
        }
      }
    } catch (IOException thrown) {
      return seen(Recognition.NONE, List.of(), scope.failed(Stage.IDENTITY, thrown, start));
    }
    var failure = new Failure(Code.IDENTITY_FOREIGN, Redaction.line("it says '" + line + "'"));
    return seen(Recognition.NONE, List.of(), scope.failed(failure, start));
  }

  private static IdentityCheck seen(Recognition recognition, List<String> marks, Outcome outcome) {
    return new IdentityCheck(recognition, marks, Optional.empty(), outcome);
  }

  private static String line(InputStream in) throws IOException {
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    for (int next = in.read(); next != '\n' && length < LONGEST_LINE; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed before an SSH server introduced itself");
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
  }
}
