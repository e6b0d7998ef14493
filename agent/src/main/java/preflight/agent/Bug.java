package preflight.agent;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Puts a bug of ours into one line that its finder can send us, and a shortage into one to mend.
 */
final class Bug {

  private static final int FRAMES = 4;

  private Bug() {}

  /** What happened first and where, without the values that a message may carry. */
  static String describe(Throwable thrown) {
    Throwable bug = thrown;
    while (bug.getCause() != null) {
      bug = bug.getCause();
    }
    if (bug instanceof OutOfMemoryError shortage) {
      return String.valueOf(shortage.getMessage()).contains("thread")
          ? "no more threads can be started; raise the task's limit of processes, or its memory"
          : "the memory is used up; give the task more, or name fewer targets";
    }
    String at =
        Arrays.stream(bug.getStackTrace())
            .limit(FRAMES)
            .map(frame ->
                frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
            .collect(Collectors.joining(" < "));
    return "a bug (" + bug.getClass().getSimpleName() + " at " + at + "); please report this line";
  }
}
