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
 * @param settings of {@code preflight run}, all but the deadline
 * @param deadline of the run
 */
record JobPlan(
    List<String> trusts,
    Map<String, String> env,
    Map<String, String> files,
    List<String> settings,
    Duration deadline) {

  /** On a machine that does much else besides, the limits of every scenario may be longer. */
  private static final int PACE = Integer.getInteger("preflight.lab.pace", 1);

  static JobPlan of(Tree job) {
    job.only(
        "trusts", "env", "files", "clients", "targets", "options", "deadline", "attempt-timeout");
    List<String> options = new ArrayList<>();
    job.texts("targets").forEach(target -> options.addAll(List.of("--target", target)));
    List<String> clients = job.texts("clients");
    options.addAll(List.of("--clients", String.join(",", clients)));
    Duration deadline = duration(job, "deadline");
    options.addAll(
        List.of("--attempt-timeout", duration(job, "attempt-timeout").toMillis() + "ms"));
    options.addAll(job.texts("options"));
    return new JobPlan(
        job.texts("trusts"),
        job.tree("env").textByKey(),
        job.tree("files").textByKey(),
        options,
        deadline);
  }

  /** The options of {@code preflight run}. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--deadline", deadline.toMillis() + "ms"));
    options.addAll(settings);
    return options;
  }

  /** The same job in more of a hurry. */
  JobPlan within(Duration shorter) {
    return new JobPlan(trusts, env, files, settings, shorter);
  }

  private static Duration duration(Tree job, String key) {
    return Scenario.duration(job.require(key)).multipliedBy(PACE);
  }
}
