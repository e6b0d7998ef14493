package preflight.agent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import preflight.Preflight;
import preflight.diagnosis.Gate;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.probe.ProbeRun;

/** Starts the agent. The only class that exits the JVM. */
public final class Main {

  /** How the launcher renames what java itself would obey. */
  private static final String ASIDE = "PREFLIGHT_JOB_";

  /** What that is; any other name of that kind is the user's, and is refused as unknown. */
  static final Set<String> SET_ASIDE =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "JDK_AOT_VM_OPTIONS",
          "CLASSPATH",
          "_JAVA_LAUNCHER_DEBUG");

  private Main() {}

  /** Calls the agent with this process's words, streams and environment. */
  public static void main(String... words) {
    readRuntimeOnce();
    var container = new Container(workload(System.getenv()), Path.of("/"));
    var agent = new Agent(Console.ofProcess(), container, Uptime.ofProcess(), Main::start);
    System.exit(agent.call(List.of(words)));
  }

  /**
   * Has one class read from the runtime's image while there is but one thread: the JVM makes ready
   * what unpacks a compressed image without a lock, and two threads that are the first at once
   * bring it down (SIGSEGV in {@code ImageDecompressor}). No cache of classes holds the JDK's
   * events.
   */
  private static void readRuntimeOnce() {
    try {
      Class.forName("jdk.internal.event.ThreadSleepEvent");
    } catch (ClassNotFoundException anotherJdk) {
      return; // then another class is the first, as it would have been
    }
  }

  static Preflight start(Plan plan, Container container, Gate gate, ProbeRun.Listener listener) {
    return Preflight.start(plan, container, gate, listener, new AgentTls());
  }

  /** The workload's environment: what the launcher has set aside, back in its place. */
  static Map<String, String> workload(Map<String, String> environment) {
    Map<String, String> workload = new HashMap<>(environment);
    for (String name : SET_ASIDE) {
      String value = workload.remove(ASIDE + name);
      if (value != null) {
        workload.put(name, value);
      }
    }
    return workload;
  }
}
