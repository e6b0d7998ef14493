package preflight.agent;

import java.util.List;
import preflight.plan.Container;
import preflight.plan.Job;

/** How a stream is spoken to. */
enum Format {
  /** JSON lines on Cloud Run, unless somebody is watching. */
  AUTO,
  TEXT,
  JSON;

  /** {@link #TEXT} or {@link #JSON}, for this stream of this container. */
  Format resolve(Container container, Console.Stream stream) {
    return this != AUTO ? this : Job.of(container).onCloudRun() && !stream.terminal() ? JSON : TEXT;
  }

  /** What was asked for, as far as that can be told while the rest of the settings is broken. */
  static Format asked(List<String> arguments, Container container) {
    String word = container.variable(Options.FORMAT.variable()).map(String::strip).orElse("auto");
    String dashed = Options.FORMAT.dashed();
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(dashed + "=")) {
        word = argument.substring(dashed.length() + 1);
      } else if (argument.equals(dashed) && i + 1 < arguments.size()) {
        word = arguments.get(i + 1);
      }
    }
    return switch (word) {
      case "json" -> JSON;
      case "text" -> TEXT;
      default -> AUTO;
    };
  }
}
