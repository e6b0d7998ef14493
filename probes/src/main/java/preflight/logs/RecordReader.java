package preflight.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Parts a stream of bytes into JSON objects and lines of text, in constant memory, whatever is in
 * it: an array, objects one a line or over many lines, plain text, or all of them mixed.
 *
 * <p>A line break inside a JSON string, which JSON forbids, tells that the object was cut short;
 * what there is of it is handed on as text.
 */
final class RecordReader {

  /** Takes one record; the bytes are only lent. */
  @FunctionalInterface
  interface Taker {
    /** Takes bytes from {@code from} to before {@code to}, which begin in {@code line}. */
    void take(byte[] bytes, int from, int to, Shape shape, long line);
  }

  /** What a record looks like from outside. */
  enum Shape {
    OBJECT,
    TEXT,
    /** An object whose end is missing. */
    CUT,
    /** Longer than an entry can be; its beginning alone. */
    OVERLONG
  }

  /** Cloud Logging's entries have at most 256 KB; JSON escapes may make that six times as many. */
  static final int LONGEST = 2 << 20;

  /** Bytes that change nothing, in a string or outside. */
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, true);
    for (char special : "\"\\{}\n".toCharArray()) {
      PLAIN[special] = false;
    }
  }

  private final InputStream in;
  private final Taker taker;
  private byte[] buffer = new byte[1 << 18];
  private int start;
  private int end;
  private boolean ended;
  private long line = 1;

  RecordReader(InputStream in, Taker taker) {
    this.in = in;
    this.taker = taker;
  }

  /** Reads to the end. */
  void readAll() throws IOException {
    while (skipFiller()) {
      if (buffer[start] == '{') {
        object();
      } else {
        text();
      }
    }
  }

  /** Skips white space and what stands between the objects of an array. */
  private boolean skipFiller() throws IOException {
    while (true) {
      if (start == end && !fill()) {
        return false;
      }
      byte b = buffer[start];
      if (b == '\n') {
        line++;
      } else if (!(b == ' ' || b == '\t' || b == '\r' || b == 0 || punctuation(b))) {
        return true;
      }
      start++;
    }
  }

  /** Whether this bracket or comma is an array's, and not the beginning of a line of text. */
  private boolean punctuation(byte b) throws IOException {
    if (b != '[' && b != ']' && b != ',') {
      return false;
    }
    boolean more = start + 1 < end || fill();
    byte next = more ? buffer[start + 1] : (byte) '\n';
    return next == '\n' || next == '\r' || next == '{' || next == ' ' || next == ',' || next == ']';
  }

  private void text() throws IOException {
    int at = start;
    while (true) {
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      if (at < end) {
        break;
      }
      int length = at - start;
      boolean more = length <= LONGEST && fill();
      at = start + length;
      if (!more) {
        break;
      }
    }
    boolean overlong = at - start > LONGEST;
    hand(at, overlong ? Shape.OVERLONG : Shape.TEXT);
    if (overlong) {
      dropLine();
    }
  }

  /** One pass over an object: braces count outside of strings alone. */
  private void object() throws IOException {
    int at = start;
    int depth = 0;
    boolean inString = false;
    while (true) {
      byte[] bytes = buffer;
      int to = end;
      while (at < to) {
        byte b = bytes[at++];
        if (PLAIN[b & 0xff]) {
          continue;
        }
        if (inString) {
          if (b == '"') {
            inString = false;
          } else if (b == '\\') {
            at++;
          } else if (b == '\n') {
            hand(at - 1, Shape.CUT);
            return;
          }
        } else if (b == '"') {
          inString = true;
        } else if (b == '{') {
          depth++;
        } else if (b == '}' && --depth == 0) {
          hand(at, Shape.OBJECT);
          return;
        }
      }
      int length = at - start;
      if (length > LONGEST) {
        hand(end, Shape.OVERLONG);
        dropLine();
        return;
      }
      if (!fill()) {
        hand(end, Shape.CUT);
        return;
      }
      at = start + length;
    }
  }

  private void hand(int to, Shape shape) {
    byte[] bytes = buffer;
    taker.take(bytes, start, to, shape, line);
    long lines = 0;
    for (int at = start; at < to; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    line += lines;
    start = to;
  }

  private void dropLine() throws IOException {
    do {
      while (start < end) {
        if (buffer[start] == '\n') {
          return;
        }
        start++;
      }
    } while (fill());
  }

  /** Reads more behind what is there; false at the end. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      ended = true;
      return false;
    }
    end += read;
    return true;
  }
}
