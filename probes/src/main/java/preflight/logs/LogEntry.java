package preflight.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a log.
 *
 * @param whose the attempt that wrote it
 * @param stream which of the attempt's streams: lines of one stream belong together
 * @param written when, in its own words; empty where it does not say
 * @param order tells entries of the same time apart
 * @param text its words, maybe on several lines
 * @param place where it stands
 * @param verdict what Preflight itself says in it, where it is Preflight's
 */
record LogEntry(
    TaskAttempt whose,
    String stream,
    String written,
    String order,
    String text,
    Place place,
    Optional<OwnVerdict> verdict) {

  /**
   * A line that Preflight wrote.
   *
   * @param kind {@code verdict}, or another of its lines
   * @param outcome what it found
   * @param codes the causes that it named, errors first
   * @param message its headline
   */
  record OwnVerdict(String kind, String outcome, List<String> codes, String message) {
    OwnVerdict {
      codes = List.copyOf(codes);
    }
  }

  /** When it was written, where it says that as RFC 3339 wants it. */
  Optional<Instant> time() {
    try {
      return written.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(written));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  /** A line of plain text. */
  static LogEntry plain(String text, Place place) {
    return new LogEntry(TaskAttempt.UNKNOWN, place.source(), "", "", text, place, Optional.empty());
  }
}
