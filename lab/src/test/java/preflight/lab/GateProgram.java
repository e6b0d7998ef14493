package preflight.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A gate to try, with a shell script in the place of its JVM.
 *
 * @param program the launcher, or the shell script that stands in for it
 * @param home the folder that the gate is told is Preflight's own
 */
record GateProgram(Path program, Path home) {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** How a process ended; its bytes are read as ISO-8859-1, which loses none. */
  record Ended(int status, String out, String err) {}

  /** Compiles the launcher as a user's first start does. */
  static GateProgram launcher(Path home) throws IOException, InterruptedException {
    Ended built = shell("'" + REPOSITORY.resolve("launcher/build") + "' '" + home + "'", Map.of());
    if (built.status() != 0) {
      throw new IllegalStateException("launcher/build fails: " + built.err());
    }
    return new GateProgram(home.resolve("preflight"), home);
  }

  static GateProgram shellTwin(Path home) {
    return new GateProgram(REPOSITORY.resolve("launcher/preflight.sh"), home);
  }

  /** Puts a script in the JVM's place; {@code say LINE} in it writes on the decision's pipe. */
  GateProgram jvm(String script) throws IOException {
    Files.writeString(
        java(),
        """
        #!/bin/sh
        for word in "$@"; do
          case $word in -Dpreflight.decision.fd=*) pipe=/proc/$$/fd/${word#*=} ;; esac
        done
        say() { printf '%s\\n' "$*" >>$pipe; }
        """
            + script
            + "\n");
    Files.setPosixFilePermissions(java(), PosixFilePermissions.fromString("rwx------"));
    return this;
  }

  Path java() {
    return home.resolve("java");
  }

  /** The words that start this gate from a shell. */
  String words() {
    return "'%s' --java '%s' --home '%s'".formatted(program, java(), home);
  }

  /** Runs a sub-command with its options, as one line of shell. */
  Ended run(String line, Map<String, String> environment) throws IOException, InterruptedException {
    return shell("exec " + words() + " " + line, environment);
  }

  static Process start(String script, Map<String, String> environment) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script);
    shell.environment().putAll(environment);
    return shell.start();
  }

  static Ended shell(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Process process = start(script, environment);
    process.getOutputStream().close();
    return ended(process);
  }

  /** Waits for a process that writes less than a pipe holds. */
  static Ended ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(30, SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the gate still runs after 30 s");
    }
    return new Ended(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), ISO_8859_1),
        new String(process.getErrorStream().readAllBytes(), ISO_8859_1));
  }

  @Override
  public String toString() {
    return program.getFileName().toString();
  }
}
