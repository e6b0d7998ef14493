package preflight.agent;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;

/** {@code check}: probes, prints the verdict to standard output, and ends with its status. */
final class CheckCommand {

  private final Console console;
  private final Container container;
  private final GatedRun gated;
  private final DecisionPipe pipe;

  CheckCommand(
      Console console,
      Container container,
      Uptime uptime,
      GatedRun.Probes probes,
      DecisionPipe pipe) {
    this.console = console;
    this.container = container;
    this.gated = new GatedRun(probes, container, uptime, pipe);
    this.pipe = pipe;
  }

  /** Returns the status. Every way out tells the launcher, for which any other is a fault. */
  int call(List<String> words) throws InterruptedException {
    int status = status(words);
    try {
      pipe.exit(status);
    } catch (IOException launcherGone) {
      // Then nobody waits for more than this process's end.
    }
    return status;
  }

  private int status(List<String> words) throws InterruptedException {
    try {
      return judge(words);
    } catch (Refusal refusal) {
      complain(refusal.line(), words);
      return refusal.status().code();
    } catch (IOException | RuntimeException | Error bug) {
      complain("preflight: " + Bug.describe(bug), words);
      return ExitStatus.FAULT.code();
    }
  }

  private int judge(List<String> words) throws Refusal, IOException, InterruptedException {
    Optional<Gate> beating = Settings.beating(container);
    if (beating.isPresent() && beating.get() instanceof Gate.Off off) {
      gated.skipped(off, reporter(Format.asked(words, container), List.of()));
      return ExitStatus.OK.code();
    }
    Arguments arguments = Arguments.parse(words);
    if (!arguments.command().isEmpty()) {
      throw new Refusal(
          Place.argument("'--'"), "check starts no COMMAND; use 'preflight run', or leave it out");
    }
    Settings settings = Settings.read(arguments, container);
    Optional<Verdict> verdict =
        gated.verdict(settings, reporter(settings.format(), settings.files()));
    return verdict.filter(found -> found.action() == Verdict.Action.EXIT).isPresent()
        ? settings.blockedExitCode()
        : ExitStatus.OK.code();
  }

  private void complain(String line, List<String> words) {
    Format format = Format.asked(words, container).resolve(container, console.err());
    console.err().write(LogLine.of(LogLine.Severity.ERROR, line, format));
  }

  private Reporter reporter(Format format, List<SavedFile> files) {
    Format resolved = format.resolve(container, console.out());
    return new Reporter(resolved, console.out(), console.err(), files);
  }
}
