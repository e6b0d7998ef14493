package preflight.plan;

import java.util.Optional;

/**
 * The Cloud Run task that this is, as its environment tells it.
 *
 * @param name the job's name ({@code CLOUD_RUN_JOB}), or a service's ({@code K_SERVICE})
 * @param execution the execution's name ({@code CLOUD_RUN_EXECUTION})
 * @param task zero-based index of the task
 * @param attempt zero-based count of the task's retries
 */
public record Job(
    Optional<String> name,
    Optional<String> execution,
    Optional<Integer> task,
    Optional<Integer> attempt) {

  /** Reads the variables that Cloud Run sets; a value that is no number counts as unset. */
  public static Job of(Container container) {
    return new Job(
        container.variable("CLOUD_RUN_JOB").or(() -> container.variable("K_SERVICE")),
        container.variable("CLOUD_RUN_EXECUTION"),
        number(container, "CLOUD_RUN_TASK_INDEX"),
        number(container, "CLOUD_RUN_TASK_ATTEMPT"));
  }

  /** Whether this process runs on Cloud Run at all. */
  public boolean onCloudRun() {
    return name.isPresent();
  }

  private static Optional<Integer> number(Container container, String name) {
    return container
        .variable(name)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Integer::valueOf);
  }
}
