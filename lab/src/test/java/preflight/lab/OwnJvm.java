package preflight.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A further JVM like this one, with its class path, quick to start. */
public final class OwnJvm {

  private OwnJvm() {}

  /** The command that starts a program of this module. */
  public static List<String> command(Class<?> program, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }
}
