package preflight.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import preflight.logs.RecordReader.Shape;

/**
 * Gathers what belongs together: around each suspicious record, the entries of the same stream
 * before and behind it. Everything else is only looked at byte by byte.
 */
final class Streams {

  /** Records that are kept in case that the next one is suspicious. */
  private static final int KEPT = 64;

  private static final int MOST_KEPT_BYTES = 1 << 14;

  /** Streams that are read at the same time: tasks that fail at the same moment. */
  private static final int MOST_OPEN = 256;

  /** A record, or where it is long a copy of its beginning. */
  private static final class Kept {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Shape shape;
    private final Place place;
    private final long record;

    private Kept(byte[] bytes, int from, int to, Shape shape, Place place, long record) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
      this.shape = shape;
      this.place = place;
      this.record = record;
    }
  }

  private final Recogniser recogniser;
  private final Consumer<Passage> closed;
  private final Skipped skipped;
  private final Kept[] ring = new Kept[KEPT];
  private final Map<String, Passage> open = new LinkedHashMap<>();
  private final Map<String, Long> judged =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > 4 * MOST_OPEN;
        }
      };
  private long records;

  Streams(Recogniser recogniser, Skipped skipped, Consumer<Passage> closed) {
    this.recogniser = recogniser;
    this.skipped = skipped;
    this.closed = closed;
  }

  /** How many records there were. */
  long records() {
    return records;
  }

  /** Takes the next record of {@code source}; its bytes must not change any more. */
  void take(String source, byte[] bytes, int from, int to, Shape shape, long line) {
    records++;
    var place = new Place(source, line);
    skipped.note(shape, place);
    boolean suspicious = recogniser.suspects(bytes, from, to);
    if (suspicious || !open.isEmpty()) {
      for (LogEntry entry : entries(bytes, from, to, shape, place)) {
        add(entry, suspicious);
      }
      closeWhatIsDone();
    }
    keep(bytes, from, to, shape, place);
  }

  /** Judges what is still open. */
  void finish() {
    open.values().forEach(closed);
    open.clear();
    judged.clear();
    Arrays.fill(ring, null);
  }

  private void add(LogEntry entry, boolean suspicious) {
    Passage passage = open.get(entry.stream());
    if (passage == null) {
      if (!suspicious) {
        return;
      }
      passage = begin(entry.stream());
      open.put(entry.stream(), passage);
    }
    passage.add(entry, suspicious, records);
  }

  /** A passage with the entries of its stream that are still kept and were not judged before. */
  private Passage begin(String stream) {
    var passage = new Passage();
    long after = judged.getOrDefault(stream, 0L);
    for (int i = 0; i < KEPT; i++) {
      Kept kept = ring[(int) ((records + i) % KEPT)];
      if (kept != null && kept.record > after) {
        for (LogEntry entry : entries(kept.bytes, kept.from, kept.to, kept.shape, kept.place)) {
          if (entry.stream().equals(stream)) {
            passage.add(entry, false, records);
          }
        }
      }
    }
    return passage;
  }

  private void closeWhatIsDone() {
    Iterator<Map.Entry<String, Passage>> all = open.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Passage> next = all.next();
      Passage passage = next.getValue();
      if (passage.done() || passage.stale(records) || open.size() > MOST_OPEN) {
        all.remove();
        judged.put(next.getKey(), records);
        closed.accept(passage);
      } else if (passage.full()) {
        next.setValue(passage.parted());
        closed.accept(passage);
      }
    }
  }

  private void keep(byte[] bytes, int from, int to, Shape shape, Place place) {
    boolean whole = to - from <= MOST_KEPT_BYTES;
    ring[(int) (records % KEPT)] =
        whole
            ? new Kept(bytes, from, to, shape, place, records)
            : new Kept(
                Arrays.copyOfRange(bytes, from, from + MOST_KEPT_BYTES),
                0,
                MOST_KEPT_BYTES,
                shape == Shape.OBJECT ? Shape.CUT : shape,
                place,
                records);
  }

  /** One entry, or one a line where it is text. */
  private static List<LogEntry> entries(byte[] bytes, int from, int to, Shape shape, Place place) {
    if (shape == Shape.OBJECT) {
      var entry = EntryReader.read(bytes, from, to, place);
      if (entry.isPresent()) {
        return List.of(entry.get());
      }
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    List<LogEntry> lines = new ArrayList<>();
    long line = place.line();
    for (String words : text.split("\r?\n", -1)) {
      lines.add(LogEntry.plain(words, new Place(place.source(), line++)));
    }
    return lines;
  }
}
