package preflight.agent;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import preflight.plan.Container;
import preflight.report.Version;

/** The whole program but its exit: finds the sub-command, and turns every end into a status. */
final class Agent {

  private final Console console;
  private final Container container;
  private final Uptime uptime;
  private final GatedRun.Probes probes;

  Agent(Console console, Container container, Uptime uptime, GatedRun.Probes probes) {
    this.console = console;
    this.container = container;
    this.uptime = uptime;
    this.probes = probes;
  }

  /** Does what the words say. Never throws. */
  int call(List<String> words) {
    try {
      return dispatch(words);
    } catch (Refusal refusal) {
      complain(refusal.line(), words);
      return refusal.status().code();
    } catch (InterruptedException | RuntimeException | Error bug) {
      complain("preflight: " + Bug.describe(bug), words);
      return ExitStatus.FAULT.code();
    }
  }

  private int dispatch(List<String> words) throws Refusal, InterruptedException {
    String first = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (first) {
      case "help", "--help", "-h" -> help(rest);
      case "--version", "version" -> print("preflight " + Version.current() + "\n");
      default -> {
        Subcommand command = command(first);
        yield asksForHelp(rest) ? print(Help.of(command)) : call(command, rest);
      }
    };
  }

  private int call(Subcommand command, List<String> words) throws Refusal, InterruptedException {
    return switch (command) {
      case RUN -> run(words);
      case CHECK ->
          new CheckCommand(console, container, uptime, probes, DecisionPipe.openIfAny())
              .call(words);
      case ROUTES -> new RoutesCommand(console, container).call(words);
      case DIAGNOSE ->
          new DiagnoseCommand(console, container, new FileInputStream(FileDescriptor.in))
              .call(words);
      case EXPLAIN -> new ExplainCommand(console).call(words);
      case DEMO -> new DemoCommand(console, Installation.ofProcess()).call(words);
      case SELFTEST -> new SelftestCommand(console, Installation.ofProcess()).call(words);
    };
  }

  private int run(List<String> words) throws InterruptedException {
    try {
      var pipe = DecisionPipe.open();
      return new RunCommand(console, container, uptime, probes, pipe).call(words);
    } catch (IOException noLauncher) {
      complain(
          "preflight: run: no launcher listens, so COMMAND cannot be started;"
              + " start this as 'preflight run', not through java",
          words);
      return ExitStatus.FAULT.code();
    }
  }

  private int help(List<String> words) throws Refusal {
    return print(words.isEmpty() ? Help.overview() : Help.of(command(words.getFirst())));
  }

  private static Subcommand command(String word) throws Refusal {
    Optional<Subcommand> command = Subcommand.named(word);
    if (command.isEmpty()) {
      String known = String.join(", ", Subcommand.labels());
      throw new Refusal(
          Place.argument("'" + Values.shown(word) + "'"),
          (word.isEmpty() ? "a command is missing" : "unknown command")
              + Spelling.hint(word, Subcommand.labels())
              + "; commands are "
              + known
              + "; see 'preflight --help'");
    }
    return command.get();
  }

  private static boolean asksForHelp(List<String> words) {
    int end = words.indexOf("--");
    List<String> options = end < 0 ? words : words.subList(0, end);
    return options.contains("--help") || options.contains("-h");
  }

  private int print(String text) {
    console.out().write(text);
    return ExitStatus.OK.code();
  }

  private void complain(String line, List<String> words) {
    Format format = Format.asked(words, container).resolve(container, console.err());
    console.err().write(LogLine.of(LogLine.Severity.ERROR, line, format));
  }
}
