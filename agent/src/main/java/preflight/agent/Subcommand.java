package preflight.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The program's commands, as the help lists them. */
enum Subcommand {
  RUN("run [OPTIONS] -- COMMAND [ARG...]", "probe; when the gate opens, become COMMAND"),
  CHECK("check [OPTIONS]", "probe, print the verdict, end with its status"),
  ROUTES("routes [OPTIONS] [URL...]", "who would go through which proxy, and why (no network)"),
  DIAGNOSE("diagnose [OPTIONS] [FILE...|-]", "name the causes in the logs of a failed execution"),
  EXPLAIN("explain [CODE]", "the catalogue of causes, or one cause's page"),
  DEMO("demo [SCENARIO | --list]", "the whole thing against an embedded world on loopback"),
  SELFTEST("selftest", "is this installation able to do its job? (no network)");

  private final String usage;
  private final String purpose;

  Subcommand(String usage, String purpose) {
    this.usage = usage;
    this.purpose = purpose;
  }

  static Optional<Subcommand> named(String word) {
    return Arrays.stream(values()).filter(command -> command.label().equals(word)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Subcommand::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String usage() {
    return usage;
  }

  String purpose() {
    return purpose;
  }
}
