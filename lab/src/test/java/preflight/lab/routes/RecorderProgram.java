package preflight.lab.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The listeners, as a process inside a namespace: starts a client in each environment of a file of
 * rows, has it ask, and prints where each request arrived.
 */
final class RecorderProgram {

  /** No file of this machine has a say in a route. */
  private static final Map<String, String> NEUTRAL =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_TERMINAL_PROMPT", "0",
          "SYSTEM_WGETRC", "/dev/null");

  /** A client at work. */
  private record Client(Process process, BufferedWriter in, BufferedReader out)
      implements AutoCloseable {

    static Client start(Tool tool, Path folder, Map<String, String> environment)
        throws IOException {
      var builder =
          new ProcessBuilder(tool.command(folder)).redirectError(ProcessBuilder.Redirect.INHERIT);
      String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
      builder.environment().clear();
      builder.environment().putAll(NEUTRAL);
      builder.environment().putAll(Map.of("PATH", path, "HOME", folder.toString()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      return new Client(process, process.outputWriter(UTF_8), process.inputReader(UTF_8));
    }

    /** Has it ask; false where it has ended over these settings, as a Node does. */
    boolean ask(Row row) throws IOException {
      try {
        in.write(row.url() + "\n");
        in.flush();
      } catch (IOException ended) {
        // A client that is gone says nothing either.
      }
      String answer = out.readLine();
      if (answer != null && !answer.equals(Tool.ASKED)) {
        throw new IOException("the client answers \"" + answer + "\" to " + row);
      }
      return answer != null;
    }

    @Override
    public void close() throws IOException {
      try {
        in.close();
      } catch (IOException ended) {
        // What it has not read is of no use to anybody.
      }
      process.onExit().join();
    }
  }

  private RecorderProgram() {}

  /**
   * Arguments: the tool, the folder of its scripts, the file of rows, each environment's together.
   */
  public static void main(String... arguments) throws IOException {
    Tool tool = Tool.valueOf(arguments[0]);
    Path folder = Path.of(arguments[1]);
    List<Row> rows = Files.readAllLines(Path.of(arguments[2])).stream().map(Row::parse).toList();
    try (var listeners = new RecordingListeners(Ports.sockets())) {
      int done = 0;
      while (done < rows.size()) {
        Map<String, String> environment = rows.get(done).environment();
        try (Client client = Client.start(tool, folder, environment)) {
          boolean alive = true;
          while (alive && done < rows.size() && rows.get(done).environment().equals(environment)) {
            alive = client.ask(rows.get(done));
            System.out.println(Arrival.word(listeners.first()));
            done++;
          }
        }
      }
    }
  }
}
