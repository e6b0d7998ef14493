package preflight.lab.interception;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real server on a port of loopback's; closing it ends it. */
record LoopbackProgram(Process process, InetSocketAddress address) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A port that was free a moment ago. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts {@code command}, which stays in the foreground, and waits until it listens. */
  static LoopbackProgram start(Path folder, int port, List<String> command) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(command.getFirst())), command.getFirst() + " is not installed");
    Path log = folder.resolve("log-" + port);
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("HOME", folder.toString());
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
        if (listens(address)) {
          return new LoopbackProgram(process, address);
        }
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      process.destroyForcibly().waitFor();
      throw new AssertionError(command + " does not listen:\n" + Files.readString(log));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  /** As a proxy variable's value. */
  String url() {
    return String.format(Locale.ROOT, "http://127.0.0.1:%d", address.getPort());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
