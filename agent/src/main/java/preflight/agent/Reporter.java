package preflight.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import preflight.diagnosis.Verdict;
import preflight.observation.RouteCheck;
import preflight.probe.ProbeRun;
import preflight.report.JsonReport;
import preflight.report.TextReport;

/**
 * Speaks for one run: progress while it lasts, then one verdict, and nothing behind it. The verdict
 * and a signal may race; who comes first speaks.
 */
final class Reporter implements ProbeRun.Listener {

  private static final int COLUMNS = 79;
  private static final String CLEAR_LINE = "\r\033[K";

  private final Format format;
  private final Console.Stream stream;
  private final Console.Stream live;
  private final List<SavedFile> files;
  private final Uptime uptime = Uptime.starting();
  private final Map<String, String> told = new HashMap<>();
  private boolean done;

  /**
   * Speaks to {@code stream}.
   *
   * @param format {@link Format#TEXT} or {@link Format#JSON}
   * @param live where a terminal shows what goes on, in text
   * @param files what is written of the verdict, too
   */
  Reporter(Format format, Console.Stream stream, Console.Stream live, List<SavedFile> files) {
    this.format = format;
    this.stream = stream;
    this.live = live;
    this.files = List.copyOf(files);
  }

  @Override
  public synchronized void attempted(RouteCheck check) {
    if (done) {
      return;
    }
    if (format == Format.JSON) {
      if (!tellsSomethingNew(check)) {
        return;
      }
      Duration elapsed = uptime.elapsed();
      stream.write(JsonReport.progress(check, Clock.systemUTC().instant(), elapsed));
    } else if (live.terminal()) {
      String line = TextReport.progress(check).strip();
      live.write(CLEAR_LINE + line.substring(0, Math.min(line.length(), COLUMNS)));
    }
  }

  /** Ninety seconds of the same refusal are one line in the log, not twenty. */
  private boolean tellsSomethingNew(RouteCheck check) {
    String way = check.target().name() + " " + check.url() + " " + check.route().via();
    String state = check.failure().map(failure -> failure.code().name()).orElse("reached");
    return !state.equals(told.put(way, state));
  }

  /**
   * Whether this verdict is the run's; false, and not asked for, where another was given before.
   */
  synchronized boolean verdict(Supplier<Verdict> source) {
    if (done) {
      return false;
    }
    Verdict verdict = source.get();
    done = true;
    for (SavedFile file : files) {
      if (!file.onTheStream()) {
        file.save(verdict)
            .ifPresent(
                failure -> stream.write(LogLine.of(LogLine.Severity.WARNING, failure, format)));
      }
    }
    live.write(format == Format.TEXT && live.terminal() ? CLEAR_LINE : "");
    write(verdict, stream);
    if (format == Format.TEXT) {
      files.stream()
          .filter(SavedFile::onTheStream)
          .flatMap(file -> file.content().apply(verdict).stream())
          .forEach(stream::write);
    }
    return true;
  }

  /** Puts a verdict into words that nobody gets to see. */
  void rehearse(Verdict verdict) {
    write(verdict, Console.Stream.NOWHERE);
  }

  private void write(Verdict verdict, Console.Stream to) {
    if (format == Format.JSON) {
      to.write(JsonReport.verdict(verdict));
    } else {
      to.write(TextReport.verdict(verdict));
    }
  }
}
