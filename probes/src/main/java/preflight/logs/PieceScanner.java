package preflight.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many pieces of text at once, in one pass over the bytes.
 *
 * <p>It reads four bytes, a gram, at every second place, and asks a small table if any piece has
 * that gram. Of each piece two grams are in the table that begin side by side, for one of the two
 * is at such a place; the two are the rarest in ordinary text. So nearly every step ends at the
 * table, and a piece is compared in full where one may be.
 *
 * <p>The pieces are ASCII; the bytes may be anything.
 */
final class PieceScanner {

  /** Two grams side by side. */
  static final int SHORTEST = 5;

  private static final int FILTER_BITS = 17;
  private static final int SLOT_BITS = 12;

  /** What ordinary text is made of, the most frequent first. */
  private static final String FREQUENT = " etaoinsrhldcumfpgwyb.,v";

  /** A gram, and the piece that has it so many bytes behind its beginning. */
  private record Anchor(int gram, int piece, int offset) {}

  private final List<byte[]> pieces;
  private final int[] filter = new int[1 << (FILTER_BITS - 5)];

  /** Each slot's anchors. */
  private final Anchor[][] anchors = new Anchor[1 << SLOT_BITS][0];

  PieceScanner(List<String> pieces) {
    this.pieces = pieces.stream().map(piece -> piece.getBytes(StandardCharsets.US_ASCII)).toList();
    for (int i = 0; i < pieces.size(); i++) {
      byte[] piece = this.pieces.get(i);
      if (piece.length < SHORTEST) {
        throw new IllegalArgumentException("'" + pieces.get(i) + "' is too short to look for");
      }
      int rarest = rarest(piece);
      anchor(new Anchor(gram(piece, rarest), i, rarest));
      anchor(new Anchor(gram(piece, rarest + 1), i, rarest + 1));
    }
  }

  private void anchor(Anchor anchor) {
    int hash = hash(anchor.gram());
    filter[hash >>> 5] |= 1 << hash;
    int slot = hash >>> (FILTER_BITS - SLOT_BITS);
    List<Anchor> all = new ArrayList<>(List.of(anchors[slot]));
    all.add(anchor);
    anchors[slot] = all.toArray(Anchor[]::new);
  }

  /** Where any piece begins, the first one that is wholly there; -1 where none is. */
  int next(byte[] bytes, int from, int to) {
    return scan(bytes, from, to, null);
  }

  /** The indices of all pieces that are in the text. */
  BitSet pieces(String text) {
    var found = new BitSet();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    scan(bytes, 0, bytes.length, found);
    return found;
  }

  /** Collects what it finds, or ends at the first. */
  private int scan(byte[] bytes, int from, int to, @Nullable BitSet found) {
    if (to - from < SHORTEST) {
      return -1;
    }
    int[] known = filter;
    int gram = ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff);
    for (int at = from + 2; at + 1 < to; at += 2) {
      gram = (gram << 16) | ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
      int hash = hash(gram);
      if ((known[hash >>> 5] & (1 << hash)) != 0) {
        for (Anchor anchor : anchors[hash >>> (FILTER_BITS - SLOT_BITS)]) {
          int start = at - 2 - anchor.offset();
          if (anchor.gram() == gram && isAt(pieces.get(anchor.piece()), bytes, start, from, to)) {
            if (found == null) {
              return start;
            }
            found.set(anchor.piece());
          }
        }
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] piece, byte[] bytes, int start, int from, int to) {
    return start >= from
        && start + piece.length <= to
        && Arrays.equals(bytes, start, start + piece.length, piece, 0, piece.length);
  }

  private static int hash(int gram) {
    return (gram * 0x9E3779B1) >>> (32 - FILTER_BITS);
  }

  private static int gram(byte[] bytes, int at) {
    return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }

  /** Where the two grams begin that ordinary text has least. */
  private static int rarest(byte[] piece) {
    return IntStream.rangeClosed(0, piece.length - SHORTEST)
        .boxed()
        .min(
            Comparator.comparingInt(
                at -> IntStream.range(at, at + SHORTEST).map(i -> frequency(piece[i])).sum()))
        .orElseThrow();
  }

  private static int frequency(byte letter) {
    int rank = FREQUENT.indexOf(letter);
    return rank < 0 ? 0 : FREQUENT.length() - rank;
  }
}
