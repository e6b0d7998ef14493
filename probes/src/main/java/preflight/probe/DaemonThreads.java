package preflight.probe;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Plain threads, which start faster than virtual ones and never keep a JVM alive. */
final class DaemonThreads {

  /** Enough for a handshake; hundreds of threads may wait at a time. */
  private static final long STACK = 512 * 1024;

  private DaemonThreads() {}

  static ExecutorService unbounded() {
    return Executors.newCachedThreadPool(named("preflight-probe-"));
  }

  static ScheduledThreadPoolExecutor watchdog() {
    var watchdog = new ScheduledThreadPoolExecutor(1, named("preflight-watchdog-"));
    watchdog.setRemoveOnCancelPolicy(true);
    return watchdog;
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), STACK);
      thread.setDaemon(true);
      return thread;
    };
  }
}
