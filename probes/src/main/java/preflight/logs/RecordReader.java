package preflight.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Parts a stream of bytes into JSON objects and lines of text, in constant memory, whatever is in
 * it: an array, objects one a line or over many lines, plain text, or all of them mixed.
 *
 * <p>A line break inside a JSON string, which JSON forbids, tells that the object was cut short;
 * what there is of it is handed on as text.
 */
final class RecordReader {

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

  /** So many blanks before a line's words are kept. */
  private static final int DEEPEST = 200;

  /** Where in a JSON text the reader is, or what it has just come upon there. */
  private static final short OUTSIDE = 0;

  private static final short IN_STRING = 256;
  private static final short ESCAPED = 512;
  private static final short OPENED = -1;
  private static final short CLOSED = -2;
  private static final short BROKEN_OFF = -3;

  /** What follows on each byte: a branch for each would cost more than the rest together. */
  private static final short[] NEXT = new short[768];

  static {
    Arrays.fill(NEXT, IN_STRING, NEXT.length, IN_STRING);
    NEXT[OUTSIDE + '"'] = IN_STRING;
    NEXT[OUTSIDE + '{'] = OPENED;
    NEXT[OUTSIDE + '}'] = CLOSED;
    NEXT[IN_STRING + '"'] = OUTSIDE;
    NEXT[IN_STRING + '\\'] = ESCAPED;
    NEXT[IN_STRING + '\n'] = BROKEN_OFF;
    NEXT[ESCAPED + '\n'] = BROKEN_OFF;
  }

  private final InputStream in;
  private final UnaryOperator<Batch> exchange;
  private Batch batch;
  private byte[] buffer;
  private int start;
  private int end;
  private boolean ended;

  /**
   * Reads from {@code in}.
   *
   * @param batch is filled first
   * @param exchange takes a full batch, and gives one to go on with
   */
  RecordReader(InputStream in, Batch batch, UnaryOperator<Batch> exchange) {
    this.in = in;
    this.batch = batch;
    this.buffer = batch.bytes();
    this.exchange = exchange;
  }

  /** Reads to the end, and hands on what there is even where the input breaks. */
  void readAll() throws IOException {
    try {
      while (skipFiller()) {
        if (buffer[start] == '{') {
          object();
        } else {
          text();
        }
      }
    } finally {
      handOn();
    }
  }

  /**
   * Skips white space and what stands between the objects of an array; not the blanks that a line
   * of text begins with, for they tell what belongs to the line before.
   */
  private boolean skipFiller() throws IOException {
    int blanks = 0;
    while (true) {
      if (start + blanks == end && !fill()) {
        start = end;
        return false;
      }
      byte b = buffer[start + blanks];
      if ((b == ' ' || b == '\t') && blanks < DEEPEST) {
        blanks++;
      } else if (b == '\n' || b == ' ' || b == '\t' || b == '\r' || b == 0 || isArrays(blanks)) {
        start += blanks + 1;
        blanks = 0;
      } else {
        start += b == '{' ? blanks : 0;
        return true;
      }
    }
  }

  /** Whether this bracket or comma is an array's, and not the beginning of a line of text. */
  private boolean isArrays(int blanks) throws IOException {
    byte b = buffer[start + blanks];
    if (b != '[' && b != ']' && b != ',') {
      return false;
    }
    boolean more = start + blanks + 1 < end || fill();
    byte next = more ? buffer[start + blanks + 1] : (byte) '\n';
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
    int state = OUTSIDE;
    while (true) {
      byte[] bytes = buffer;
      int to = end;
      while (at < to) {
        state = NEXT[state + (bytes[at++] & 0xff)];
        if (state >= 0) {
          continue;
        }
        if (state == BROKEN_OFF) {
          hand(at - 1, Shape.CUT);
          return;
        }
        depth += state == OPENED ? 1 : -1;
        if (depth == 0) {
          hand(at, Shape.OBJECT);
          return;
        }
        state = OUTSIDE;
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
    batch.add(start, to, shape);
    start = to;
  }

  /** Hands on what is parted, and goes on with the rest. */
  private void handOn() {
    Batch full = batch;
    full.close(start);
    batch = exchange.apply(full);
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
    if (end == buffer.length) {
      if (start > 0) {
        handOn();
        batch.restart(buffer, start, end);
        end -= start;
        start = 0;
        buffer = batch.bytes();
      } else {
        buffer = batch.grow();
      }
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
