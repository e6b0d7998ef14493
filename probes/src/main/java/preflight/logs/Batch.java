package preflight.logs;

import java.util.Arrays;
import preflight.logs.RecordReader.Shape;

/**
 * A stretch of the input that is parted into records, on its way from the thread that parts to the
 * one that looks. Both have it in turn, and use it again.
 */
final class Batch {

  private static final int BYTES = 1 << 18;
  private static final int MOST_REUSED = 1 << 20;
  private static final int RECORDS = 1 << 10;

  private byte[] bytes = new byte[BYTES];
  private int[] starts = new int[RECORDS];
  private int[] ends = new int[RECORDS];
  private Shape[] shapes = new Shape[RECORDS];
  private int records;

  /** How many of the bytes belong to it. */
  private int length;

  private int lines;
  private boolean irregular;

  /** The number of the first record in the whole input. */
  private long number;

  private long firstLine;

  /** A position, and the line that it is on: lines are counted from there, in either direction. */
  private int counted;

  private long line;

  /** The bytes, for whoever has the batch. */
  byte[] bytes() {
    return bytes;
  }

  /** Makes room for twice as many bytes. */
  byte[] grow() {
    bytes = Arrays.copyOf(bytes, bytes.length * 2);
    return bytes;
  }

  /** Empties it, and begins it with the end of another one. */
  void restart(byte[] from, int start, int end) {
    while (bytes.length <= end - start) {
      bytes = new byte[bytes.length * 2];
    }
    System.arraycopy(from, start, bytes, 0, end - start);
    records = 0;
    length = 0;
    irregular = false;
  }

  /** Whether it is worth keeping: one that had to grow for a single record is not. */
  boolean reusable() {
    return bytes.length <= MOST_REUSED;
  }

  void add(int start, int end, Shape shape) {
    if (records == starts.length) {
      starts = Arrays.copyOf(starts, 2 * records);
      ends = Arrays.copyOf(ends, 2 * records);
      shapes = Arrays.copyOf(shapes, 2 * records);
    }
    starts[records] = start;
    ends[records] = end;
    shapes[records] = shape;
    irregular |= shape == Shape.CUT || shape == Shape.OVERLONG;
    records++;
  }

  /** Ends it: what stands behind goes into the next one. */
  void close(int end) {
    length = end;
    lines = breaks(0, end);
  }

  /** Says where in the input it begins. */
  void numbered(long firstRecord, long firstLine) {
    number = firstRecord;
    this.firstLine = firstLine;
    line = firstLine;
    counted = 0;
  }

  int records() {
    return records;
  }

  int length() {
    return length;
  }

  /** Whether any record is not as it was meant. */
  boolean irregular() {
    return irregular;
  }

  long number(int record) {
    return number + record;
  }

  int start(int record) {
    return starts[record];
  }

  int end(int record) {
    return ends[record];
  }

  Shape shape(int record) {
    return shapes[record];
  }

  /** The record at a position, or the first one behind it; {@code records()} where none is. */
  int recordAt(int position) {
    int at = Arrays.binarySearch(starts, 0, records, position);
    int before = at < 0 ? -at - 2 : at;
    return before >= 0 && position < ends[before] ? before : before + 1;
  }

  /** The line that the next batch begins on. */
  long lineBehind() {
    return firstLine + lines;
  }

  /** The line that a position is on. */
  long lineAt(int position) {
    line += breaks(counted, position) - breaks(position, counted);
    counted = position;
    return line;
  }

  private int breaks(int from, int to) {
    byte[] in = bytes;
    int breaks = 0;
    for (int at = from; at < to; at++) {
      breaks += (((in[at] & 0xff) ^ '\n') - 1) >>> 31; // One for each, and nothing to guess wrong.
    }
    return breaks;
  }
}
