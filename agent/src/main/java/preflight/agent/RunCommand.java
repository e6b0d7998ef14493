package preflight.agent;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;

/**
 * {@code run}: probes, says why on standard error, and tells the launcher whether the workload
 * starts.
 */
final class RunCommand {

  private final Console console;
  private final Container container;
  private final GatedRun.Probes probes;
  private final Uptime uptime;
  private final DecisionPipe pipe;

  RunCommand(
      Console console,
      Container container,
      Uptime uptime,
      GatedRun.Probes probes,
      DecisionPipe pipe) {
    this.console = console;
    this.container = container;
    this.probes = probes;
    this.uptime = uptime;
    this.pipe = pipe;
  }

  /** Decides, and returns the status that goes with it. Every way out tells the launcher. */
  int call(List<String> words) throws IOException, InterruptedException {
    try {
      return decide(words);
    } catch (Refusal refusal) {
      Format format = Format.asked(words, container).resolve(container, console.err());
      console.err().write(LogLine.of(LogLine.Severity.ERROR, refusal.line(), format));
      return exit(refusal.status().code());
    } catch (RuntimeException | Error bug) {
      pipe.fault(Bug.describe(bug));
      return ExitStatus.FAULT.code();
    }
  }

  private int decide(List<String> words) throws Refusal, IOException, InterruptedException {
    Optional<Gate> beating = Settings.beating(container);
    if (beating.isPresent() && beating.get() instanceof Gate.Off off) {
      new GatedRun(probes, container, uptime, pipe)
          .skipped(off, reporter(Format.asked(words, container), List.of()));
      return exec();
    }
    Arguments arguments = Arguments.parse(words);
    if (arguments.command().isEmpty()) {
      throw new Refusal(
          Place.argument("run"),
          "COMMAND is missing; write it behind '--', as in: preflight run -- ./a.sh -e dev");
    }
    var gated = new GatedRun(probes, container.running(arguments.command()), uptime, pipe);
    Settings settings = Settings.read(arguments, container);
    Optional<Verdict> verdict =
        gated.verdict(settings, reporter(settings.format(), settings.files()));
    if (verdict.isEmpty()) {
      return ExitStatus.FAULT.code();
    }
    return switch (verdict.get().action()) {
      case EXEC -> exec();
      case EXIT -> exit(settings.blockedExitCode());
    };
  }

  private int exec() throws IOException {
    pipe.exec();
    return ExitStatus.OK.code();
  }

  private int exit(int status) throws IOException {
    pipe.exit(status);
    return status;
  }

  private Reporter reporter(Format format, List<SavedFile> files) {
    Format resolved = format.resolve(container, console.err());
    return new Reporter(resolved, console.err(), console.err(), files);
  }
}
