package preflight.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.diagnosis.Cause;

/** Reads one passage after the other, and tells the tally what it shows. */
final class Judge {

  /** Pieces of lines that are no symptom, and matter all the same. */
  static final List<String> EVENTS =
      List.of(
          "preflight_outcome",
          "; owner: ",
          "Container called exit(0)",
          "Successfully installed",
          "Successfully downloaded",
          "BUILD SUCCESS",
          "... connected.",
          "awaiting response... 200",
          "succeeded",
          "available provider packages",
          "cannot fetch token");

  /** A finding of {@code run} or {@code check} in text. */
  private static final Pattern OWN_FINDING =
      Pattern.compile(
          "(?m)^[ \\t]*(?:BLOCKED|ERROR) {2}([A-Z][A-Z_]+) {2}\\((?:certain|likely|possible); owner: ");

  /** What a logger, or a reader of the logs, may put before a tool's words. */
  private static final String STAMP = "^(?:[\\d/:.,TZ+\\[\\]-]{4,35}[ \\t]+){0,2}";

  private static final String LEVEL = "(?:\\[?(?:INFO|WARN|WARNING|DEBUG)\\b\\W{0,3})?";

  /** What went wrong before came right: the client tried again. */
  private static final Pattern RECOVERED =
      Pattern.compile(
          "(?im)"
              + STAMP
              + "(?:Successfully (?:installed|downloaded)\\b|\\[INFO\\] BUILD SUCCESS"
              + "|Connecting to .{1,300}\\.\\.\\. connected\\.|.*awaiting response\\.\\.\\. 200\\b)"
              + "|\\b(?:attempt|retry|retries|try)\\b.{0,40}\\b(?:succeeded|successful)\\b"
              + "|\\bsucceeded\\b.{0,40}\\b(?:attempt|retry|retries|try|tries)\\b");

  private static final Pattern CONNECTING = Pattern.compile(STAMP + "Connecting to ");

  /** Who says this is going to try again. */
  private static final Pattern TRIES_AGAIN =
      Pattern.compile(
          "(?i)\\bre-?try(?:ing)?\\b|(?<!max )\\bretries\\b|\\battempt \\d|\\btrying again\\b|\\bwarn(?:ing)?\\b"
              + "|\\btry: ?\\d|"
              + STAMP
              + LEVEL
              + "waiting for\\b|"
              + CONNECTING);

  private static final Pattern TRIES_AGAIN_NEXT =
      Pattern.compile(
          STAMP
              + LEVEL
              + "(?:(?i:retrying|will retry|trying again|reconnecting)\\b"
              + "|Warning: Problem|Connecting to )");

  /** Who says this was the last time. */
  private static final Pattern LAST_TRY =
      Pattern.compile(
          "(?i)\\bgiving up\\b|\\bgave up\\b|\\bRetry\\(total=0\\b"
              + "|\\b(?:attempt|retry|try)\\W{1,3}(\\d+) ?(?:/|of) ?\\1\\b");

  /** Words right behind a failure that do not let it have been made good. */
  private static final Pattern WENT_WRONG =
      Pattern.compile(
          "\\bERROR\\b|\\bFATAL\\b|\\bCRITICAL\\b|\\bBUILD FAILURE\\b|\\*\\*\\* .*\\bError \\d"
              + "|^Traceback \\(|^Exception in thread "
              + "|(?i:^(?:\\S{1,30}: )?(?:fatal|error): |\\bgiving up\\b|\\bgave up\\b"
              + "|\\bfailed after \\d|^(?:\\S{1,30}: )?[^:]{1,40}\\bfailed$"
              + "|\\bexit(?:ed|ing|s)? ?(?:with )?(?:code|status)?[ :(=]{0,2}(?!0\\b)\\d{1,3}\\b"
              + "|\\breturned status [1-9]|called exit\\((?!0\\)))");

  /** Lines that follow without a failure: whatever was tried again has worked by then. */
  private static final int QUIET = 4;

  private final Recogniser recogniser;
  private final Tally tally;

  Judge(Recogniser recogniser, Tally tally) {
    this.recogniser = recogniser;
    this.tally = tally;
  }

  void judge(Passage passage) {
    List<LogEntry> entries = new ArrayList<>();
    for (LogEntry entry : passage.inOrder()) {
      if (entry.verdict().isPresent()) {
        tally.verdict(entry, entry.verdict().get());
      } else {
        entries.add(entry);
      }
    }
    if (entries.isEmpty()) {
      return;
    }
    if (entries.stream()
        .anyMatch(entry -> entry.text().stripLeading().startsWith("Container called exit(0)"))) {
      tally.succeeded(entries.getFirst().whose());
      return;
    }
    judge(passage, Passage.Joined.of(entries, "\n").unboxed(), Passage.Joined.of(entries, ""));
  }

  private void judge(Passage passage, Passage.Joined lines, Passage.Joined glued) {
    Matcher own = OWN_FINDING.matcher(lines.text());
    boolean spoke = false;
    while (own.find()) {
      spoke |= ownFinding(lines, own.start(), own.group(1));
    }
    if (spoke) {
      return;
    }
    List<Sighting> seen = recogniser.sightings(lines.text());
    List<Sighting> torn = lines.entries().size() > 1 ? torn(seen, glued) : List.of();
    List<Sighting> all = new ArrayList<>(standing(seen, lines));
    all.addAll(torn);
    for (Failed failed : Failed.of(all)) {
      Passage.Joined text = torn.contains(failed.sighting()) ? glued : lines;
      if (passage.tells(text.entryAt(failed.sighting().from()))) {
        tally.failed(text, failed);
      }
    }
  }

  /** A message that was parted in the middle of its words, as its pieces together tell it. */
  private List<Sighting> torn(List<Sighting> seen, Passage.Joined glued) {
    return recogniser.sightingsOverLines(glued.text()).stream()
        .filter(whole -> whole.symptom().decisive())
        .filter(whole -> seen.stream().noneMatch(known -> known.symptom().equals(whole.symptom())))
        .toList();
  }

  private boolean ownFinding(Passage.Joined lines, int at, String code) {
    for (Cause cause : Cause.values()) {
      if (cause.name().equals(code)) {
        tally.ownFinding(lines.entryAt(at), cause, lines.lineAt(at));
        return true;
      }
    }
    return false;
  }

  /** Without those that a later attempt made good. */
  private static List<Sighting> standing(List<Sighting> seen, Passage.Joined lines) {
    if (seen.stream().noneMatch(sighting -> triesAgain(sighting, lines))) {
      return seen;
    }
    int recovered = lastRecovery(lines.text());
    Optional<Sighting> lastFinal =
        seen.stream().filter(sighting -> !triesAgain(sighting, lines)).reduce((a, b) -> b);
    int lastFailure = lastFinal.map(Sighting::from).orElse(-1);
    return seen.stream()
        .filter(sighting ->
            !triesAgain(sighting, lines)
                || (sighting.from() > recovered
                    && (lastFailure > sighting.from() || !quietAfter(seen, lines))))
        .toList();
  }

  private static int lastRecovery(String text) {
    Matcher matcher = RECOVERED.matcher(text);
    int last = -1;
    while (matcher.find()) {
      last = matcher.start();
    }
    return last;
  }

  /** Whether the line, or the one behind it, says that this was not the last word. */
  private static boolean triesAgain(Sighting sighting, Passage.Joined lines) {
    String line = lines.lineAt(sighting.from());
    int end = lines.text().indexOf('\n', sighting.to());
    String next = end < 0 ? "" : lines.lineAt(Math.min(end + 1, lines.text().length() - 1));
    return TRIES_AGAIN.matcher(line).find() || TRIES_AGAIN_NEXT.matcher(next).find();
  }

  /** Whether the log goes on behind the last failure as if nothing had been. */
  private static boolean quietAfter(List<Sighting> seen, Passage.Joined lines) {
    Sighting last = seen.stream().max(Comparator.comparingInt(Sighting::to)).orElseThrow();
    if (LAST_TRY.matcher(lines.lineAt(last.from())).find()) {
      return false;
    }
    List<String> after =
        lines
            .text()
            .substring(Math.min(last.to(), lines.text().length()))
            .lines()
            .skip(1)
            .filter(line -> !line.isBlank() && !line.matches("\\s.*|Caused by.*|at .*"))
            .toList();
    return after.stream().noneMatch(line -> LAST_TRY.matcher(line).find())
        && after.stream().takeWhile(line -> !WENT_WRONG.matcher(line).find()).count() >= QUIET;
  }
}
