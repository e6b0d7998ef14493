package preflight.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A verdict as a script reads it back from its JSON line.
 *
 * @param outcome {@code open}, {@code blocked} and so on
 * @param causes the codes of the findings
 * @param fix the variables that the first finding's remedy sets, as they are to stand
 */
record VerdictLine(String outcome, List<String> causes, Map<String, String> fix) {

  private static final String FIX = "/preflight/findings/0/remedy/values/";

  VerdictLine {
    causes = List.copyOf(causes);
    fix = Map.copyOf(fix);
  }

  /** Reads a file that {@code --output} has written. */
  static VerdictLine read(Path file) throws IOException {
    Map<String, String> leaves = leaves(file);
    Map<String, String> fix = new LinkedHashMap<>();
    leaves.forEach((pointer, value) -> {
      if (pointer.startsWith(FIX)) {
        fix.put(pointer.substring(FIX.length()), value);
      }
    });
    return new VerdictLine(
        leaves.getOrDefault("/preflight/outcome", ""),
        leaves.entrySet().stream()
            .filter(leaf -> leaf.getKey().matches("/preflight/findings/\\d+/code"))
            .map(Map.Entry::getValue)
            .toList(),
        fix);
  }

  /** Every scalar under its JSON Pointer (RFC 6901), in the file's order. */
  private static Map<String, String> leaves(Path file) throws IOException {
    Map<String, String> leaves = new LinkedHashMap<>();
    try (var json = new JsonFactory().createParser(file.toFile())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()) {
          leaves.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
        }
      }
    }
    return leaves;
  }
}
