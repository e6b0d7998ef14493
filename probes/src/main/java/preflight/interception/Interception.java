package preflight.interception;

import java.util.List;

/** What an answer says about somebody in between: three cases, never two. */
public sealed interface Interception {

  /** Nothing shows that anybody stands in between. */
  record Absent() implements Interception {}

  /**
   * Somebody passed the genuine answer on.
   *
   * @param by who
   * @param signs what shows it, for people; never empty
   */
  record Benign(Intermediary by, List<String> signs) implements Interception {
    public Benign {
      signs = List.copyOf(signs);
    }
  }

  /**
   * Somebody answered instead of the one who was asked.
   *
   * @param by who
   * @param signs what shows it, for people; never empty
   */
  record Interfering(Intermediary by, List<String> signs) implements Interception {
    public Interfering {
      signs = List.copyOf(signs);
    }
  }
}
