package preflight.agent;

import java.io.IOException;
import java.util.List;
import preflight.agent.tls.JvmTls;

/** {@code selftest}: tells whether this installation is able to do its job, without a network. */
final class SelftestCommand {

  private final Console console;
  private final Installation installation;

  SelftestCommand(Console console, Installation installation) {
    this.console = console;
    this.installation = installation;
  }

  int call(List<String> words) throws Refusal {
    if (!words.isEmpty()) {
      throw new Refusal(Place.argument("selftest"), "it takes no arguments; leave them out");
    }
    JvmTls.prepare();
    boolean able = true;
    for (SelfCheck check : SelfCheck.values()) {
      able &= passes(check);
    }
    console.out().write(able ? "This installation works.\n" : "This installation does not work.\n");
    return (able ? ExitStatus.OK : ExitStatus.FAULT).code();
  }

  private boolean passes(SelfCheck check) {
    String problem;
    try {
      problem = check.problem(installation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "it was interrupted";
    } catch (IOException | RuntimeException | LinkageError e) {
      problem = e.toString();
    }
    String line =
        problem.isEmpty()
            ? "ok    %s\n".formatted(check.claim())
            : "FAIL  %s: %s; %s\n".formatted(check.claim(), problem, check.mend());
    console.out().write(line);
    return problem.isEmpty();
  }
}
