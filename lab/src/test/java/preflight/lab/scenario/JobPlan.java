package preflight.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The job's container and the command line of its program.
 *
 * @param trusts the authorities in its system bundle
 * @param env its environment
 * @param files in its home folder
 * @param options of {@code preflight run}
 * @param deadline of the run, which {@code options} name too
 */
record JobPlan(
    List<String> trusts,
    Map<String, String> env,
    Map<String, String> files,
    List<String> options,
    Duration deadline) {

  static JobPlan of(Tree job) {
    job.only(
        "trusts", "env", "files", "clients", "targets", "options", "deadline", "attempt-timeout");
    List<String> options = new ArrayList<>();
    job.texts("targets").forEach(target -> options.addAll(List.of("--target", target)));
    List<String> clients = job.texts("clients");
    options.addAll(List.of("--clients", String.join(",", clients)));
    options.addAll(List.of("--deadline", job.require("deadline")));
    options.addAll(List.of("--attempt-timeout", job.require("attempt-timeout")));
    options.addAll(job.texts("options"));
    return new JobPlan(
        job.texts("trusts"),
        job.tree("env").textByKey(),
        job.tree("files").textByKey(),
        options,
        Scenario.duration(job.require("deadline")));
  }
}
