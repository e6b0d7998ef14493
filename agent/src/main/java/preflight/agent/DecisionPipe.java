package preflight.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells the launcher what to do: it holds the gate, and executes COMMAND itself once this process
 * is gone. Every line but the last is advice.
 */
final class DecisionPipe {

  /** The system property that names the pipe's descriptor; the launcher sets it. */
  static final String DESCRIPTOR = "preflight.decision.fd";

  private final OutputStream pipe;

  DecisionPipe(OutputStream pipe) {
    this.pipe = pipe;
  }

  /** The pipe that the launcher has left open for this process. */
  static DecisionPipe open() throws IOException {
    String descriptor = System.getProperty(DESCRIPTOR, "");
    if (!descriptor.matches("\\d{1,9}")) {
      throw new IOException("no launcher started this process");
    }
    return new DecisionPipe(new FileOutputStream("/proc/self/fd/" + descriptor));
  }

  /** That pipe, or one that nobody reads where {@code check} was started without a launcher. */
  static DecisionPipe openIfAny() {
    try {
      return open();
    } catch (IOException nobodyListens) {
      return new DecisionPipe(OutputStream.nullOutputStream());
    }
  }

  /** How long this process means to take. */
  void deadline(Duration left) throws IOException {
    say("deadline " + Math.max(0, left.toMillis()));
  }

  void onFault(OnFault policy) throws IOException {
    say("on-fault " + policy.name().toLowerCase(Locale.ROOT));
  }

  /** From here on a signal is answered with a verdict. */
  void ready() throws IOException {
    say("ready");
  }

  /** The gate opens. */
  void exec() throws IOException {
    say("exec");
  }

  /** The gate stays closed. */
  void exit(int status) throws IOException {
    say("exit " + status);
  }

  /** This program has failed; the launcher says so, and applies its policy. */
  void fault(String why) throws IOException {
    say("fault " + why);
  }

  private void say(String line) throws IOException {
    pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }
}
