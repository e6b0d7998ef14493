package preflight.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the reader does next.
 *
 * @param text imperative; warns of what would undo the mend
 * @param values environment variables to set, as they are to stand; may be empty
 * @param commands to paste, most likely first; may be empty. Those that only look carry a comment
 *     {@code # shows ...}, or are curl's, dig's, nc's or openssl's
 */
public record Remedy(String text, Map<String, String> values, List<String> commands) {

  private static final Pattern LOOKS =
      Pattern.compile("(?:curl|dig|nc|openssl) .*|.* # shows .*", Pattern.DOTALL);

  public Remedy {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    commands = List.copyOf(commands);
  }

  /** The first command that changes something. */
  public Optional<String> mend() {
    return commands.stream().filter(command -> !LOOKS.matcher(command).matches()).findFirst();
  }
}
