package preflight.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's two output streams. Text goes out as UTF-8, whatever the locale says, and each
 * piece in one write, so that no other writer's line is torn.
 */
record Console(Stream out, Stream err) {

  /**
   * One output stream.
   *
   * @param terminal whether somebody is watching
   */
  record Stream(OutputStream bytes, boolean terminal) {

    /** Nobody reads what is written here. */
    static final Stream NOWHERE = new Stream(OutputStream.nullOutputStream(), false);

    /** Writes UTF-8. */
    void write(String text) {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] text) {
      try {
        bytes.write(text);
        bytes.flush();
      } catch (IOException e) {
        // Nobody listens any more, and there is nobody else to tell; the exit status still speaks.
      }
    }
  }

  /** This process's own streams. */
  static Console ofProcess() {
    return new Console(
        new Stream(new FileOutputStream(FileDescriptor.out), isTerminal(1)),
        new Stream(new FileOutputStream(FileDescriptor.err), isTerminal(2)));
  }

  /** System.console() answers for input and output together; here one stream counts. */
  private static boolean isTerminal(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
          .toString()
          .matches("/dev/(pts/\\d+|tty.*|console)");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
