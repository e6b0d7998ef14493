package preflight.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One of Google's APIs as a script beside these classes, which serves it on port 443. */
final class PythonStand {

  private PythonStand() {}

  /** Starts the script in a namespace, and waits until it listens. */
  static void start(Namespace namespace, Path folder, String script, Object... arguments)
      throws IOException {
    Path program = folder.resolve(script);
    try (InputStream source = PythonStand.class.getResourceAsStream(script)) {
      Files.write(program, Objects.requireNonNull(source, script).readAllBytes());
    }
    var command = new ArrayList<>(List.of("python3", program.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    namespace.start(command);
    namespace.awaitListening(443);
  }
}
