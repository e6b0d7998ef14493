package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import preflight.Preflight;
import preflight.plan.Container;

/** Runs the agent inside the test and keeps what it says. */
final class Recording {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Console console() {
    return new Console(new Console.Stream(out, false), new Console.Stream(err, false));
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  /** Calls the agent with probes that must not be started. */
  int callWithoutProbes(Map<String, String> environment, Path root, String... words) {
    return call(
        (plan, container, gate, listener) -> {
          throw new AssertionError("a probe was started");
        },
        environment,
        root,
        words);
  }

  /** Calls the agent in earnest. */
  int call(Map<String, String> environment, Path root, String... words) {
    return call(Preflight::start, environment, root, words);
  }

  int call(GatedRun.Probes probes, Map<String, String> environment, Path root, String... words) {
    var container = new Container(environment, root);
    return new Agent(console(), container, Uptime.starting(), probes).call(List.of(words));
  }
}
