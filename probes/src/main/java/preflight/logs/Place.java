package preflight.logs;

/**
 * Where in the input something stands.
 *
 * @param source the file's name, or {@code -} for standard input
 * @param line counted from one; a JSON entry's first
 */
public record Place(String source, long line) {

  @Override
  public String toString() {
    return source + ":" + line;
  }
}
