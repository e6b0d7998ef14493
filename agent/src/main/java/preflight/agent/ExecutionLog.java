package preflight.agent;

import preflight.diagnosis.ShellWord;

/**
 * Which entries of Cloud Logging belong to one execution of a job.
 *
 * @param execution its name
 * @param region where it ran
 * @param project whose it is
 */
record ExecutionLog(String execution, String region, String project) {

  /** In the Logging query language; the audit log names the execution as a resource. */
  String filter() {
    return "resource.type=\"cloud_run_job\""
        + " AND resource.labels.location="
        + quoted(region)
        + " AND (labels.\"run.googleapis.com/execution_name\"="
        + quoted(execution)
        + " OR protoPayload.resourceName:"
        + quoted("/executions/" + execution)
        + ")";
  }

  /** The same by gcloud, as words of a shell. */
  String command() {
    return "gcloud logging read "
        + ShellWord.quoted(filter())
        + " --project="
        + ShellWord.quoted(project)
        + " --order=asc --format=json | preflight diagnose";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
