package preflight.agent;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Words of this program about itself, in the form that the stream's readers expect. */
final class LogLine {

  /** Cloud Logging's name for how much a line matters. */
  enum Severity {
    WARNING,
    ERROR
  }

  private LogLine() {}

  /** One line: plain text, or Cloud Logging's structured form. */
  static byte[] of(Severity severity, String message, Format resolved) {
    return switch (resolved) {
      case JSON -> json(severity, message);
      case TEXT, AUTO -> (message + "\n").getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] json(Severity severity, String message) {
    var bytes = new ByteArrayOutputStream();
    try (var json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("severity", severity.name());
      json.writeStringField("message", message);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
