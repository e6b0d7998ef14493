package preflight.logs;

import java.util.Arrays;
import preflight.logs.RecordReader.Shape;

/** Records on their way from the thread that parts the input to the one that looks at them. */
final class Batch {

  private static final int BYTES = 1 << 18;
  private static final int RECORDS = 1 << 12;

  private byte[] bytes = new byte[BYTES];
  private final int[] ends = new int[RECORDS];
  private final Shape[] shapes = new Shape[RECORDS];
  private final long[] lines = new long[RECORDS];
  private int records;
  private int used;

  boolean hasRoom(int length) {
    return records < RECORDS && (records == 0 || used + length <= bytes.length);
  }

  void add(byte[] from, int start, int end, Shape shape, long line) {
    int length = end - start;
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, used + length);
    }
    System.arraycopy(from, start, bytes, used, length);
    used += length;
    ends[records] = used;
    shapes[records] = shape;
    lines[records] = line;
    records++;
  }

  /**
   * Hands every record on, in order; the bytes stay as they are for as long as anybody has them.
   */
  void forEach(RecordReader.Taker taker) {
    for (int i = 0; i < records; i++) {
      taker.take(bytes, i == 0 ? 0 : ends[i - 1], ends[i], shapes[i], lines[i]);
    }
  }
}
