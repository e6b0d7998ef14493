package preflight.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import preflight.logs.RecordReader.Shape;

/**
 * Gathers what belongs together: around each suspicious record, the entries of the same stream
 * before and behind it. Everything else is only looked at byte by byte.
 */
final class Streams {

  /** Records that are kept in case that the next one is suspicious. */
  private static final int KEPT = 64;

  /** Streams that are read at the same time: tasks that fail at the same moment. */
  private static final int MOST_OPEN = 256;

  private final Recogniser recogniser;
  private final Consumer<Passage> closed;
  private final Skipped skipped;
  private final Map<String, Passage> open = new LinkedHashMap<>();
  private final Map<String, Long> judged =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > 4 * MOST_OPEN;
        }
      };
  private Optional<Batch> previous = Optional.empty();
  private long records;
  private long lines = 1;

  Streams(Recogniser recogniser, Skipped skipped, Consumer<Passage> closed) {
    this.recogniser = recogniser;
    this.skipped = skipped;
    this.closed = closed;
  }

  /** How many records there were. */
  long records() {
    return records;
  }

  /** Takes the next records of {@code source}; gives back a batch that is needed no longer. */
  Optional<Batch> take(String source, Batch batch) {
    batch.numbered(records, lines);
    noteIrregular(source, batch);
    int next = 0;
    int suspicious = nextSuspicious(batch, 0);
    while (next < batch.records()) {
      int record = open.isEmpty() ? suspicious : next;
      if (record == batch.records()) {
        break;
      }
      records = batch.number(record) + 1;
      for (LogEntry entry : entries(source, batch, record)) {
        add(source, batch, record, entry, record == suspicious);
      }
      closeWhatIsDone();
      next = record + 1;
      if (record == suspicious) {
        suspicious = nextSuspicious(batch, next);
      }
    }
    records = batch.number(batch.records());
    lines = batch.lineBehind();
    Optional<Batch> unneeded = previous;
    previous = Optional.of(batch);
    return unneeded;
  }

  /** The first record from {@code record} on that is worth reading, or how many there are. */
  private int nextSuspicious(Batch batch, int record) {
    if (record == batch.records()) {
      return record;
    }
    int at = recogniser.nextSuspicious(batch.bytes(), batch.start(record), batch.length());
    return at < 0 ? batch.records() : batch.recordAt(at);
  }

  private void noteIrregular(String source, Batch batch) {
    for (int i = 0; batch.irregular() && i < batch.records(); i++) {
      skipped.note(batch.shape(i), new Place(source, batch.lineAt(batch.start(i))));
    }
  }

  /** Judges what is still open. */
  void finish() {
    open.values().forEach(closed);
    open.clear();
    judged.clear();
    previous = Optional.empty();
    lines = 1;
  }

  private void add(String source, Batch batch, int record, LogEntry entry, boolean suspicious) {
    Passage passage = open.get(entry.stream());
    if (passage == null) {
      if (!suspicious) {
        return;
      }
      passage = begin(entry.stream(), source, batch, record);
      open.put(entry.stream(), passage);
    }
    passage.add(entry, suspicious, records);
  }

  /** A passage with the entries of its stream that stand before, and were not judged before. */
  private Passage begin(String stream, String source, Batch batch, int record) {
    var passage = new Passage();
    int before = Math.max(0, KEPT - record);
    previous.ifPresent(last ->
        addNeighbours(
            passage, stream, source, last, Math.max(0, last.records() - before), last.records()));
    addNeighbours(passage, stream, source, batch, Math.max(0, record - KEPT), record);
    return passage;
  }

  private void addNeighbours(
      Passage passage, String stream, String source, Batch batch, int from, int to) {
    long after = judged.getOrDefault(stream, 0L);
    for (int i = from; i < to; i++) {
      if (batch.number(i) >= after) {
        for (LogEntry entry : entries(source, batch, i)) {
          if (entry.stream().equals(stream)) {
            passage.add(entry, false, records);
          }
        }
      }
    }
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

  /** One entry, or one a line where it is text. */
  private static List<LogEntry> entries(String source, Batch batch, int record) {
    int from = batch.start(record);
    int length = batch.end(record) - from;
    var place = new Place(source, batch.lineAt(from));
    if (batch.shape(record) == Shape.OBJECT) {
      var entry = EntryReader.read(batch.bytes(), from, from + length, place);
      if (entry.isPresent()) {
        return List.of(entry.get());
      }
    }
    String text = new String(batch.bytes(), from, length, StandardCharsets.UTF_8);
    List<LogEntry> lines = new ArrayList<>();
    long line = place.line();
    for (String words : text.split("\r?\n", -1)) {
      lines.add(LogEntry.plain(words, new Place(place.source(), line++)));
    }
    return lines;
  }
}
