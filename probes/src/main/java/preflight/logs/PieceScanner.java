package preflight.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;

/**
 * Looks for many pieces of text at once, in one pass over the bytes (Aho and Corasick, 1975).
 *
 * <p>The pieces are ASCII; the bytes may be anything.
 */
final class PieceScanner {

  /** The bytes' classes: what is in no piece is class 0. */
  private final byte[] classes = new byte[256];

  private final int width;

  /**
   * The row of the state that follows, times the width; its complement where a piece ends there.
   */
  private final int[] next;

  /** Which pieces end in a state. */
  private final List<BitSet> ends = new ArrayList<>();

  PieceScanner(List<String> pieces) {
    int count = 1;
    for (String piece : pieces) {
      for (byte b : piece.getBytes(StandardCharsets.US_ASCII)) {
        if (classes[b] == 0) {
          classes[b] = (byte) count++;
        }
      }
    }
    width = count;
    List<int[]> rows = trie(pieces);
    link(rows);
    next = new int[rows.size() * width];
    for (int state = 0; state < rows.size(); state++) {
      for (int c = 0; c < width; c++) {
        int target = rows.get(state)[c];
        next[state * width + c] = ends.get(target).isEmpty() ? target * width : ~(target * width);
      }
    }
  }

  /** Whether any piece is among the bytes. */
  boolean finds(byte[] bytes, int from, int to) {
    byte[] classOf = classes;
    int[] after = next;
    int row = 0;
    for (int at = from; at < to; at++) {
      row = after[row + classOf[bytes[at] & 0xff]];
      if (row < 0) {
        return true;
      }
    }
    return false;
  }

  /** The indices of all pieces that are in the text. */
  BitSet pieces(CharSequence text) {
    var found = new BitSet();
    int row = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      row = next[row + (c < 128 ? classes[c] : 0)];
      if (row < 0) {
        row = ~row;
        found.or(ends.get(row / width));
      }
    }
    return found;
  }

  private List<int[]> trie(List<String> pieces) {
    List<int[]> rows = new ArrayList<>();
    rows.add(new int[width]);
    ends.add(new BitSet());
    for (int piece = 0; piece < pieces.size(); piece++) {
      int state = 0;
      for (byte b : pieces.get(piece).getBytes(StandardCharsets.US_ASCII)) {
        int c = classes[b];
        if (rows.get(state)[c] == 0) {
          rows.get(state)[c] = rows.size();
          rows.add(new int[width]);
          ends.add(new BitSet());
        }
        state = rows.get(state)[c];
      }
      ends.get(state).set(piece);
    }
    return rows;
  }

  /** Fills in where a state goes when the text leaves its piece: breadth first. */
  private void link(List<int[]> rows) {
    int[] fallback = new int[rows.size()];
    Queue<Integer> queue = new ArrayDeque<>();
    Arrays.stream(rows.getFirst()).filter(child -> child != 0).forEach(queue::add);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int c = 0; c < width; c++) {
        int child = rows.get(state)[c];
        int instead = rows.get(fallback[state])[c];
        if (child == 0) {
          rows.get(state)[c] = instead;
        } else {
          fallback[child] = instead;
          ends.get(child).or(ends.get(instead));
          queue.add(child);
        }
      }
    }
  }
}
