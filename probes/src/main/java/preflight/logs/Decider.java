package preflight.logs;

import java.util.Locale;
import java.util.Optional;

/**
 * The command to run next: it tells apart the causes that a log line leaves open, or proves one.
 */
enum Decider {
  ROUTES(
      "In the job's container this shows, without any network, which setting sends the request for"
          + " the metadata server to a proxy; where none does, the network does.",
      "preflight routes http://metadata.google.internal"),
  METADATA(
      "In the job's container this asks the metadata server directly and as each tool does.",
      "preflight check --target metadata"),
  CHECK(
      "In the job's container this asks directly and as each tool does, and names the cause.",
      "preflight check --no-metadata --target http=https://{host}"),
  TCP(
      "In the job's container this connects to the same port, again and again until its deadline.",
      "preflight check --no-metadata --target tcp={host}:{port}"),
  DNS(
      "In the job's container this asks every name server by itself.",
      "preflight check --no-metadata --target dns={host}"),
  ACCOUNT(
      "This shows if the account exists and is enabled; `preflight check` asks for its token.",
      "gcloud iam service-accounts describe SERVICE_ACCOUNT"),
  CONNECTOR(
      "This shows the connector's state; whose permission it lacks stands in the log line.",
      "gcloud compute networks vpc-access connectors describe CONNECTOR --region=REGION"),
  SECRET(
      "This shows who may read the secret; the job's service account needs"
          + " roles/secretmanager.secretAccessor.",
      "gcloud secrets get-iam-policy SECRET"),
  DESCRIBE(
      "This shows what the execution was made of, and the platform's reason.",
      "gcloud run jobs executions describe EXECUTION --region=REGION"),
  MEMORY(
      "Give the container more memory, or use less; files count too.",
      "gcloud run jobs update JOB --region=REGION --memory=2Gi"),
  TIMEOUT(
      "Raise the timeout where the work takes that long; else look at what it waited for last.",
      "gcloud run jobs update JOB --region=REGION --task-timeout=30m");

  private final String text;
  private final String command;

  Decider(String text, String command) {
    this.text = text;
    this.command = command;
  }

  static Decider named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** What the command is good for. */
  String text() {
    return text;
  }

  /** Whether it looks at no more than what the client itself dialled or looked up. */
  boolean asksOneHop() {
    return this == TCP || this == DNS;
  }

  /** To paste; what is not known is a placeholder in capitals. */
  String command(Optional<String> host, Optional<Integer> port) {
    return command
        .replace("{host}", host.orElse("HOST"))
        .replace("{port}", port.map(String::valueOf).orElse("443"));
  }
}
