package preflight.logs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import preflight.diagnosis.Confidence;

/**
 * What the logs of failed executions show.
 *
 * @param failures each kind of failure once, most likely first
 * @param attempts each attempt that something is known about
 * @param records how many entries and lines there were
 * @param notes what could not be read as it was meant
 */
public record LogDiagnosis(
    List<Diagnosed> failures, List<AttemptDiagnosis> attempts, long records, List<String> notes) {

  static final Comparator<Diagnosed> LIKELIHOOD =
      Comparator.comparing((Diagnosed failure) -> failure.surety() != Confidence.CERTAIN)
          .thenComparingLong(failure -> -failure.first().map(Instant::getEpochSecond).orElse(0L))
          .thenComparingLong(failure -> -failure.place().line());

  /**
   * What one attempt came to.
   *
   * @param whose the attempt
   * @param outcome what Preflight found before the workload started, where it ran
   * @param failures most likely first
   */
  public record AttemptDiagnosis(
      TaskAttempt whose, Optional<String> outcome, List<Diagnosed> failures) {
    public AttemptDiagnosis {
      failures = List.copyOf(failures);
    }

    /** Every cause once, most likely first. */
    public List<CauseDiagnosis> causes() {
      return CauseDiagnosis.of(failures);
    }
  }

  /** A log and what it is called. */
  public record Source(String name, InputStream bytes) {}

  public LogDiagnosis {
    failures = List.copyOf(failures);
    attempts = List.copyOf(attempts);
    notes = List.copyOf(notes);
  }

  /**
   * Reads logs, one after the other, in constant memory: exports of Cloud Logging as an array or as
   * lines, plain text, each maybe gzipped. Closes none of them.
   */
  public static LogDiagnosis of(Iterable<Source> sources) {
    Recogniser recogniser = Recogniser.KNOWN;
    var skipped = new Skipped();
    var tally = new Tally();
    var streams = new Streams(recogniser, skipped, new Judge(recogniser, tally)::judge);
    for (Source source : sources) {
      try {
        Pipeline.run(unpacked(source.bytes()), batch -> streams.take(source.name(), batch));
      } catch (IOException broken) {
        skipped.broken(source.name() + " cannot be read to its end: " + ReadFailure.words(broken));
      }
      streams.finish();
    }
    return tally.diagnosis(streams.records(), skipped.sentences());
  }

  /** Every cause once, most likely first. */
  public List<CauseDiagnosis> causes() {
    return CauseDiagnosis.of(failures);
  }

  /** Whether nothing could be read. */
  public boolean unreadable() {
    return records == 0 && !notes.isEmpty();
  }

  private static InputStream unpacked(InputStream bytes) throws IOException {
    var buffered = new BufferedInputStream(bytes, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }
}
