package preflight.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the reader does next.
 *
 * @param text imperative; warns of what would undo the mend
 * @param values environment variables to set, as they are to stand; may be empty
 * @param commands to paste, most likely first; may be empty
 */
public record Remedy(String text, Map<String, String> values, List<String> commands) {

  public Remedy {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    commands = List.copyOf(commands);
  }
}
