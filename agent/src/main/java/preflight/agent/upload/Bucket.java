package preflight.agent.upload;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.plan.Job;

/**
 * Where verdicts are kept in Cloud Storage.
 *
 * @param name the bucket
 * @param prefix what every object's name begins with; empty, or it ends with a slash
 */
public record Bucket(String name, String prefix) {

  /** The bucket's name as Cloud Storage allows it; no wildcard of gcloud's in the prefix. */
  private static final Pattern URL =
      Pattern.compile(
          "gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/([^\\p{Cntrl}\\[\\]*?#]{0,600}))?");

  /**
   * Reads {@code gs://BUCKET} or {@code gs://BUCKET/PREFIX}; throws {@link
   * IllegalArgumentException} with the mend.
   */
  public static Bucket parse(String text) {
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "this is no bucket; write gs://BUCKET/PREFIX, for example gs://my-verdicts/preflight");
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("^/+|/+$", "");
    return new Bucket(matcher.group(1), prefix.isEmpty() ? "" : prefix + "/");
  }

  /**
   * The name of one attempt's object: {@code PREFIX/JOB/EXECUTION/task-0-attempt-0.json}. Where
   * there is no execution, the verdict's time tells runs apart.
   */
  public String object(Job job, Instant time) {
    return prefix
        + word(job.name().orElse("no-job"))
        + "/"
        + word(job.execution().orElseGet(() -> time.toString().replace(":", "")))
        + "/task-"
        + job.task().orElse(0)
        + "-attempt-"
        + job.attempt().orElse(0)
        + ".json";
  }

  @Override
  public String toString() {
    return "gs://" + name;
  }

  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
