package preflight.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Finds the verdict among the lines that a run wrote. */
public final class Verdicts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Verdicts() {}

  /** The one line of kind {@code verdict}, whole. */
  public static JsonNode line(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(Verdicts::parsed)
        .filter(line -> line.path("preflight").path("kind").asText().equals("verdict"))
        .reduce((first, second) -> {
          throw new AssertionError("two verdicts:\n" + stream);
        })
        .orElseThrow(() -> new AssertionError("no verdict:\n" + stream));
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
