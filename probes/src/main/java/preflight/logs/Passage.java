package preflight.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Neighbouring entries of one stream, in the order in which they were written. */
final class Passage {

  /** How many entries behind the last suspicious one still belong to it. */
  private static final int TAIL = 40;

  private static final int MOST_CHARACTERS = 1 << 16;

  /** How Terraform begins an error; it wraps the lines that follow at the terminal's width. */
  private static final String BOXED_ERROR = "│ Error: ";

  /** Entries that two parts of a long passage both see, on each side. */
  private static final int OVERLAP = 15;

  private static final Comparator<Timed> WRITTEN =
      Comparator.comparing(Timed::time).thenComparing(timed -> timed.entry().order());

  private final List<LogEntry> entries = new ArrayList<>();
  private int characters;
  private int tail;

  /** Entries that only surround the others: what begins in them is told by another passage. */
  private final Set<LogEntry> surroundings = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The last record of the whole input that fell into this passage. */
  private long touched;

  void add(LogEntry entry, boolean suspicious, long record) {
    entries.add(entry);
    characters += entry.text().length() + 1;
    tail = suspicious ? 0 : tail + 1;
    touched = record;
  }

  boolean done() {
    return tail >= TAIL;
  }

  boolean full() {
    return characters >= MOST_CHARACTERS;
  }

  /**
   * Parts a passage that has grown too long: the new one goes on with its last entries. Half of
   * these belong to each, and see the other half, for a retry may stand behind the parting.
   */
  Passage parted() {
    var next = new Passage();
    int size = entries.size();
    int from = Math.max(0, size - 2 * OVERLAP);
    int middle = Math.max(0, size - OVERLAP);
    for (LogEntry entry : entries.subList(from, size)) {
      next.add(entry, true, touched);
    }
    next.surroundings.addAll(entries.subList(from, middle));
    surroundings.addAll(entries.subList(middle, size));
    return next;
  }

  boolean tells(LogEntry entry) {
    return !surroundings.contains(entry);
  }

  /** Whether nothing of this stream came for long: what belongs together is written together. */
  boolean stale(long record) {
    return record - touched > 2L * TAIL;
  }

  /** An export lists the newest entry first, unless told otherwise. */
  List<LogEntry> inOrder() {
    List<Timed> timed = new ArrayList<>();
    for (LogEntry entry : entries) {
      Optional<Instant> time = entry.time();
      if (time.isEmpty()) {
        return entries;
      }
      timed.add(new Timed(time.get(), entry));
    }
    return timed.stream().sorted(WRITTEN).map(Timed::entry).toList();
  }

  private record Timed(Instant time, LogEntry entry) {}

  /** Entries that were joined to one text. */
  record Joined(String text, List<LogEntry> entries, List<Integer> starts) {

    static Joined of(List<LogEntry> entries, String separator) {
      var text = new StringBuilder();
      List<Integer> starts = new ArrayList<>();
      for (LogEntry entry : entries) {
        starts.add(text.length());
        text.append(entry.text()).append(separator);
      }
      return new Joined(text.toString(), entries, starts);
    }

    /** With each paragraph of an error in Terraform's box on one line, as it was before the box. */
    Joined unboxed() {
      if (!text.contains(BOXED_ERROR)) {
        return this;
      }
      var unwrapped = new StringBuilder();
      List<Integer> moved = new ArrayList<>();
      boolean boxed = false;
      boolean within = false;
      int at = 0;
      for (String line : text.split("\n", -1)) {
        boxed = line.startsWith(BOXED_ERROR) || (boxed && line.startsWith("│"));
        boolean words = boxed && line.matches("│ \\S.*");
        boolean goesOn = words && within && !line.startsWith(BOXED_ERROR);
        if (at > 0) {
          unwrapped.append(goesOn ? " " : "\n");
        }
        while (moved.size() < starts.size() && starts.get(moved.size()) == at) {
          moved.add(unwrapped.length());
        }
        unwrapped.append(goesOn ? line.substring(2) : line);
        within = words;
        at += line.length() + 1;
      }
      return new Joined(unwrapped.toString(), entries, moved);
    }

    /** The entry that a place in the text belongs to. */
    LogEntry entryAt(int at) {
      int index = 0;
      while (index + 1 < starts.size() && starts.get(index + 1) <= at) {
        index++;
      }
      return entries.get(index);
    }

    /** The line at a place in the text. */
    String lineAt(int at) {
      int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
      int end = text.indexOf('\n', at);
      return text.substring(Math.min(start, at), end < 0 ? text.length() : end);
    }
  }
}
