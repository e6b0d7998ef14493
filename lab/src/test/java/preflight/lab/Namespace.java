package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace of its own: the job's container, with the addresses, hosts file, resolver and
 * packet filter that a test gives it. Closing it ends what runs inside and removes it.
 */
public final class Namespace implements AutoCloseable {

  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Path FILES = Path.of("/etc/netns");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final List<Process> running = new ArrayList<>();

  private Namespace(String name) {
    this.name = name;
  }

  /** Makes one; skips the test, with the reason, where that is not possible. */
  public static Namespace create() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "network namespaces need root");
    removeAbandoned();
    var namespace =
        new Namespace("pflab-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    host("ip", "netns", "add", namespace.name);
    host("ip", "-n", namespace.name, "link", "set", "lo", "up");
    namespace.file("hosts", "127.0.0.1 localhost\n");
    namespace.file("resolv.conf", "nameserver 169.254.169.254\n");
    return namespace;
  }

  /** What {@code ip netns} calls it. */
  String name() {
    return name;
  }

  /** Makes an address the namespace's own. */
  public Namespace owns(String address) {
    String prefix = address.contains(":") ? "/128" : "/32";
    host("ip", "-n", name, "address", "add", address + prefix, "dev", "lo");
    return this;
  }

  /** Gives the end of a {@link Link} its address, for example {@code 10.9.0.1/24}. */
  public Namespace linked(String address) {
    host("ip", "-n", name, "address", "add", address, "dev", "link0");
    return this;
  }

  /** Puts a file or folder in front of the one of that name in {@code /etc}. */
  public Namespace file(String inEtc, String text) {
    Path file = FILES.resolve(name).resolve(inEtc);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
    return this;
  }

  /** Adds a rule to the namespace's packet filter. */
  Namespace iptables(String... rule) {
    run(Map.of(), SHORT, Stream.concat(Stream.of("iptables"), Stream.of(rule)).toList())
        .succeeded(List.of(rule));
    return this;
  }

  /** Runs a command inside to its end, with exactly this environment. */
  public Finished run(Map<String, String> environment, Duration atMost, List<String> command) {
    return Finished.run(inside(environment, command), atMost);
  }

  /** Starts a command inside; it is ended with the namespace. */
  Process start(List<String> command) {
    try {
      Process process = inside(Map.of(), command).redirectErrorStream(true).start();
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  /** Waits until something inside listens on that port. */
  void awaitListening(int port) {
    String wait =
        "for i in $(seq 100); do ss -ltnH 'sport = :%d' | grep -q . && exit 0; sleep 0.1; done; exit 1"
            .formatted(port);
    run(Map.of(), SHORT, List.of("sh", "-c", wait)).succeeded("a program on port " + port);
  }

  @Override
  public void close() {
    for (Process process : running) {
      process.destroyForcibly();
      process.onExit().join();
    }
    remove(name);
  }

  private ProcessBuilder inside(Map<String, String> environment, List<String> command) {
    var builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream()).toList());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", "/nonexistent");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * A run that was killed could not clean up: its namespaces carry a process id that is gone. One
   * test at a time looks for them, for whoever comes second finds a list of what is gone.
   */
  private static synchronized void removeAbandoned() {
    host("ip", "netns", "list")
        .out()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(found -> found.startsWith("pflab-"))
        .filter(found -> ProcessHandle.of(Long.parseLong(found.split("-", 3)[1])).isEmpty())
        .forEach(Namespace::removeWithProcesses);
  }

  private static void removeWithProcesses(String name) {
    host("ip", "netns", "pids", name)
        .out()
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .forEach(ProcessHandle::destroyForcibly);
    remove(name);
  }

  private static void remove(String name) {
    host("ip", "netns", "delete", name);
    if (Files.notExists(FILES.resolve(name))) {
      return;
    }
    try (Stream<Path> files = Files.walk(FILES.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static Finished host(String... command) {
    return Finished.run(new ProcessBuilder(command), SHORT).succeeded(List.of(command));
  }
}
