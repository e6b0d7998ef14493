package preflight.agent;

import java.util.List;
import java.util.Optional;
import preflight.agent.upload.Bucket;
import preflight.agent.upload.UploadOn;
import preflight.plan.Target;

/** The one table of settings: command line, variables, configuration file and help come from it. */
final class Options {

  static final Option CONFIG =
      Option.one(
          "config",
          "FILE",
          "YAML file with these options as keys; default /etc/preflight.yaml where it exists.",
          (draft, value) -> {});

  static final Option GATE =
      Option.one(
          "gate",
          "enforce|warn|off:REASON",
          "What a broken network does: keep the workload from starting (the default), be reported"
              + " only, or not even be looked for. PREFLIGHT_GATE=warn and off:REASON beat every"
              + " option and file.",
          (draft, value) -> draft.gate = Values.gate(value));

  static final Option FORMAT =
      Option.one(
          "format",
          "auto|text|json",
          "auto: JSON lines on Cloud Run where the stream is no terminal; else text.",
          (draft, value) -> draft.format = Values.choice(Format.class, value));

  static final List<Option> ALL =
      List.of(
          CONFIG,
          Option.list(
              "target",
              "PREFLIGHT_TARGETS",
              "KIND=VALUE",
              "What the workload must reach: github=URL, jira=URL, nexus=URL, http=URL, dns=NAME,"
                  + " tcp=HOST:PORT, ssh=HOST[:22], google=SERVICE (storage, secretmanager,"
                  + " compute, artifactregistry, logging, ...), metadata.",
              (draft, value) -> draft.target(value, Target.Need.REQUIRED)),
          Option.list(
              "optional",
              "PREFLIGHT_OPTIONAL",
              "KIND=VALUE",
              "The same; its failure only warns.",
              (draft, value) -> draft.target(value, Target.Need.OPTIONAL)),
          Option.flag(
              "no-metadata",
              "Leave the metadata server out. It is required where CLOUD_RUN_JOB or K_SERVICE is"
                  + " set, and optional elsewhere.",
              (draft, value) -> draft.withoutMetadata = Values.truth(value)),
          Option.flag(
              "allow-tls-inspection",
              "Leave out the note that somebody on the way opens TLS, where the job's tools trust"
                  + " it.",
              (draft, value) -> draft.tlsInspectionAllowed = Values.truth(value)),
          Option.flag(
              "no-unmask",
              "Send no extra request (at most one to a way, a plain GET) to learn which proxy gave"
                  + " an answer that names nobody.",
              (draft, value) -> draft.unmaskingForbidden = Values.truth(value)),
          Option.one(
              "expect-service-account",
              "EMAIL",
              "The account that the metadata server must speak for; default any.",
              (draft, value) -> draft.expectations.serviceAccount(value)),
          Option.list(
              "expect-scopes",
              "PREFLIGHT_EXPECT_SCOPES",
              "LIST",
              "Scopes that its token must have, such as cloud-platform; default any.",
              (draft, value) -> draft.expectations.scopes(value)),
          Option.one(
              "egress-url",
              "URL",
              "A URL that answers with the address that it is asked from; its own failure only"
                  + " warns.",
              (draft, value) -> draft.expectations.egressUrl(value)),
          Option.list(
              "expect-egress",
              "PREFLIGHT_EXPECT_EGRESS",
              "IP[,IP]",
              "The addresses under one of which the outside must see this job; another blocks. It"
                  + " needs --egress-url.",
              (draft, value) -> draft.expectations.egress(value)),
          Option.list(
              "clients",
              "PREFLIGHT_CLIENTS",
              "auto|LIST",
              "Client families whose routes count; auto: those whose tool the container holds.",
              Draft::clients),
          Option.list(
              "private",
              "PREFLIGHT_PRIVATE",
              "SUFFIX",
              "Names under it must lead to private addresses.",
              (draft, value) -> draft.expectations.privateSuffixes(value)),
          Option.one(
              "control",
              "HOST",
              "A public host, asked only where the targets cannot tell a silent internet from a"
                  + " silent host; default storage.googleapis.com.",
              (draft, value) -> draft.control = TargetSyntax.hostName(value)),
          Option.one(
              "deadline",
              "DURATION",
              "For the whole run, for example 1m30s; default 90s.",
              (draft, value) -> draft.deadline = Values.duration(value)),
          Option.one(
              "attempt-timeout",
              "DURATION",
              "For each attempt at one target along one route; default 10s.",
              (draft, value) -> draft.attemptTimeout = Values.duration(value)),
          GATE,
          Option.one(
              "on-fault",
              "open|block",
              "What a fault of Preflight itself does to the workload; default open.",
              (draft, value) -> draft.onFault = Values.choice(OnFault.class, value)),
          FORMAT,
          Option.one(
              "output",
              "FILE",
              "The verdict's JSON line once more, written to a file in one step; with -, written"
                  + " behind the verdict in text.",
              (draft, value) -> draft.output(Values.path(value))),
          Option.one(
              "upload",
              "gs://BUCKET/PREFIX",
              "The verdict's JSON line once more, as an object in Cloud Storage named after job,"
                  + " execution, task and attempt.",
              (draft, value) -> draft.bucket = Bucket.parse(value)),
          Option.one(
              "upload-on",
              "blocked|always",
              "Which verdicts are uploaded: where a required target fails (the default), or all.",
              (draft, value) -> draft.uploadOn = Values.choice(UploadOn.class, value)),
          Option.one(
              "presented-ca",
              "FILE",
              "The authorities that were presented and lead to no public root, as PEM: to be"
                  + " compared with what your security team publishes, and never to be trusted as"
                  + " they are.",
              (draft, value) -> draft.presentedCa(Values.path(value))),
          Option.one(
              "blocked-exit-code",
              "N",
              "Exit status where the gate stays closed, 1 to 255; default 69.",
              (draft, value) -> draft.blockedExitCode = Values.exitCode(value)),
          Option.one(
              "metadata-host",
              "HOST[:PORT]",
              "The metadata server of a test; default 169.254.169.254.",
              (draft, value) -> draft.metadataHost = Values.hostAndPort(value, 80)));

  private Options() {}

  /** The option of this name, without dashes. */
  static Optional<Option> named(String name) {
    return ALL.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** The option of this variable. */
  static Optional<Option> ofVariable(String variable) {
    return ALL.stream().filter(option -> option.variable().equals(variable)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(Option::name).toList();
  }

  static List<String> dashedNames() {
    return ALL.stream().map(Option::dashed).toList();
  }

  static List<String> variables() {
    return ALL.stream().map(Option::variable).toList();
  }
}
