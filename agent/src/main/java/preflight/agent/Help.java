package preflight.agent;

import java.util.ArrayList;
import java.util.List;

/** The help texts, at most 100 columns wide; the options' part is drawn from {@link Options}. */
final class Help {

  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(10);

  private static final String ROUTES =
      """

      Without a URL: the metadata server, as each client family asks for it, and every target of the
      settings that check reads. A bare host means https. Nothing is probed, and no name is resolved.

      The options are check's; these matter here:
        --config FILE  --target KIND=VALUE  --optional KIND=VALUE  --no-metadata
        --format auto|text|json     json: a line for each URL and family

      Exit status:
        0   whatever the routes are
        64  wrong usage        78  wrong configuration
      """;

  private static final String DIAGNOSE =
      """

      Reads an export of Cloud Logging (`gcloud logging read FILTER --format=json`, JSON lines, a
      sink's files), plain text, or both, gzipped or not; several files, or standard input (-).

        --by cause|attempt          a line a cause (the default), or one for each execution, task
                                    and attempt
        --format auto|text|json     json: the lines are of kind diagnosis
        --execution NAME --region REGION [--project PROJECT]
                                    fetch that execution's log from Cloud Logging instead, with the
                                    application default credentials (roles/logging.viewer)

      Exit status:
        0   nothing was found      69  a cause was found
        65  the input cannot be read       64  wrong usage
      """;

  private Help() {}

  /** Every command, on one screen. */
  static String overview() {
    var text = new StringBuilder();
    text.append(
        "Preflight checks a job's network before the job starts, and names what is broken.\n\n");
    for (Subcommand command : Subcommand.values()) {
      text.append("  preflight %-30s %s\n".formatted(command.usage(), command.purpose()));
    }
    text.append("\nOptions of run and check: 'preflight check --help'.\n");
    text.append(
        "Break-glass: PREFLIGHT_GATE=off:REASON in the environment starts the workload unchecked.\n");
    return text.toString();
  }

  /** One command; the options for those that have them. */
  static String of(Subcommand command) {
    String head = "preflight " + command.usage() + "\n    " + command.purpose() + "\n";
    return switch (command) {
      case RUN, CHECK -> head + options() + statuses(command);
      case ROUTES -> head + ROUTES;
      case DIAGNOSE -> head + DIAGNOSE;
      case EXPLAIN, DEMO, SELFTEST -> head;
    };
  }

  private static String options() {
    var text = new StringBuilder("\nOptions, their variables, and keys of the YAML file:\n");
    for (Option option : Options.ALL) {
      String usage = (option.dashed() + " " + option.operand()).strip();
      text.append("  %-45s %s\n".formatted(usage, option.variable()));
      fold(option.help()).forEach(line -> text.append(INDENT).append(line).append('\n'));
    }
    return text.toString();
  }

  private static String statuses(Subcommand command) {
    String end =
        command == Subcommand.RUN
            ? """
              70  a fault of Preflight itself, under --on-fault block
              126, 127  COMMAND cannot be executed, is not found; else COMMAND's own status
            """
            : """
              0   the gate is open
              70  a fault of Preflight itself
            """;
    return """

    Exit status:
      64  wrong usage        78  wrong configuration
      69  blocked: a required target fails (--blocked-exit-code changes it)
    """
        + end;
  }

  private static List<String> fold(String text) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
