package preflight.agent;

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

  CheckCommand(Console console, Container container, Uptime uptime, GatedRun.Probes probes) {
    this.console = console;
    this.container = container;
    this.gated = new GatedRun(probes, container, uptime);
  }

  int call(List<String> words) throws Refusal, InterruptedException {
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

  private Reporter reporter(Format format, List<SavedFile> files) {
    Format resolved = format.resolve(container, console.out());
    return new Reporter(resolved, console.out(), console.err(), files);
  }
}
