package preflight.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import preflight.diagnosis.Verdict;

/**
 * A file that an option asks for.
 *
 * @param option as on the command line, for messages
 * @param content what a verdict puts into it; where that is nothing, no file is written
 */
record SavedFile(String option, Path path, Function<Verdict, Optional<byte[]>> content) {

  /**
   * Whether {@code -} stands for the file: the verdict's own stream, which in JSON has it anyway.
   * Under {@code run} that is standard error, for standard output is the workload's.
   */
  boolean onTheStream() {
    return path.toString().equals("-");
  }

  /** What to say where it could not be written. */
  Optional<String> save(Verdict verdict) {
    return content.apply(verdict).flatMap(this::write);
  }

  /**
   * Next to its place first, and then there in one step: no reader sees half of it. What is there
   * and is no file (a device, a pipe, a folder) is left alone.
   */
  private Optional<String> write(byte[] bytes) {
    try {
      Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (isOpenAlready() || (Files.exists(place) && !Files.isRegularFile(place))) {
        return Optional.of(complaint("is no file; name one, or - for this stream"));
      }
      Path beside = place.resolveSibling(place.getFileName() + ".new");
      try {
        Files.write(beside, bytes);
        Files.move(
            beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          complaint("cannot be written; name a file in a folder that exists and is writable"));
    }
  }

  /** Whether it is {@code /dev/stdout} or the like: whoever has opened that writes on. */
  private boolean isOpenAlready() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    return (folder != null && Files.exists(folder) && folder.toRealPath().startsWith("/proc"))
        || (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).startsWith("/proc"));
  }

  private String complaint(String what) {
    return "preflight: " + option + ": " + path + " " + what;
  }
}
