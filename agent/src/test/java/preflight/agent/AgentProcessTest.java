package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Starts the agent as its own process: catches what an in-process test cannot. */
@Isolated("measures a deadline from outside")
class AgentProcessTest {

  @TempDir private Path folder;

  @Test
  void verdictIsOneLineOfValidUtf8WhateverTheLocale() throws Exception {
    Process agent =
        start(Map.of("LC_ALL", "C", "PREFLIGHT_GATE", "off:défaut №1"), "check", "--format=json");
    byte[] out = agent.getInputStream().readAllBytes();

    assertThat(agent.waitFor()).isZero();
    assertThat(strictly(out)).startsWith("{").endsWith("}\n").hasLineCount(1);
    assertThat(agent.getErrorStream().readAllBytes()).isEmpty();
  }

  @Test
  void wrongUsageIsOneLineOnStandardError() throws Exception {
    Process agent = start(Map.of(), "check", "--deadline=soon");

    assertThat(text(agent)).isEmpty();
    assertThat(new String(agent.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("preflight: --deadline: 'soon' is no duration")
        .hasLineCount(1);
    assertThat(agent.waitFor()).isEqualTo(64);
  }

  @Test
  void terminationMidProbeLeavesOneInterruptedVerdict() throws Exception {
    Process agent =
        start(Map.of(), "check", "--no-metadata", "--format=json", "--deadline=60s", closedPort());
    var lines = new ArrayList<String>();
    try (var out = new BufferedReader(new InputStreamReader(agent.getInputStream(), UTF_8))) {
      lines.add(out.readLine());
      agent.toHandle().destroy(); // Process.destroy() would close the stream that we read
      out.lines().forEach(lines::add);
    }

    assertThat(agent.waitFor()).isEqualTo(143);
    assertThat(lines.getFirst()).contains("\"kind\":\"progress\"");
    assertThat(lines).filteredOn(line -> line.contains("\"kind\":\"verdict\"")).hasSize(1);
    assertThat(lines.getLast())
        .contains("\"kind\":\"verdict\"", "\"outcome\":\"interrupted\"", "\"action\":\"exit\"");
  }

  @Test
  void launcherHearsTheDecisionOnItsPipe() throws Exception {
    Process agent =
        startWithPipe(Map.of(), "run", "--no-metadata", "--deadline=1s", closedPort(), "--", "a");
    String decision = text(agent);

    assertThat(decision).matches("deadline \\d+\non-fault open\nready\nexit 69\n");
    assertThat(new String(agent.getErrorStream().readAllBytes(), UTF_8)).startsWith("BLOCKED");
    assertThat(agent.waitFor()).isEqualTo(69);
  }

  @Test
  void brokenFileUnderBreakGlassOpensTheGate() throws Exception {
    Path broken = folder.resolve("p.yaml");
    Files.writeString(broken, ": : {");
    Process agent =
        startWithPipe(
            Map.of("PREFLIGHT_GATE", "off:INC-1"), "run", "--config", broken.toString(), "--", "a");

    assertThat(text(agent)).isEqualTo("exec\n");
    assertThat(new String(agent.getErrorStream().readAllBytes(), UTF_8)).contains("SKIPPED");
    assertThat(agent.waitFor()).isZero();
  }

  @Test
  void wholeRunEndsBeforeItsDeadlineHasLongPassed() throws Exception {
    try (var silent = new ServerSocket(0)) {
      long start = System.nanoTime();
      Process agent =
          start(
              Map.of(),
              "check",
              "--no-metadata",
              "--deadline=3s",
              "--target=http=http://127.0.0.1:" + silent.getLocalPort());
      text(agent);

      assertThat(agent.waitFor()).isEqualTo(69);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(3_250);
    }
  }

  @Test
  void runThatUploadsNothingLoadsNoneOfGooglesLibraries() throws Exception {
    Path loaded = folder.resolve("loaded");
    var command = java("-Xlog:class+load:file=" + loaded);
    command.addAll(List.of("check", "--no-metadata", "--deadline=1s", closedPort()));
    Process agent = start(Map.of(), command);
    text(agent);

    assertThat(agent.waitFor()).isEqualTo(69);
    assertThat(Files.readString(loaded))
        .contains("preflight.agent.GatedRun")
        .doesNotContainPattern("com[.]google[.](?!gson[.])|preflight[.]google");
  }

  private static String closedPort() throws IOException {
    try (var taken = new ServerSocket(0)) {
      return "--target=tcp=127.0.0.1:" + taken.getLocalPort();
    }
  }

  /** The pipe of the launcher is the child's descriptor 7, and this process's end of its output. */
  private Process startWithPipe(Map<String, String> environment, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 7>&1 1>&2", "sh"));
    command.addAll(java("-Dpreflight.decision.fd=7"));
    command.addAll(List.of(words));
    return start(environment, command);
  }

  private Process start(Map<String, String> environment, String... words) throws IOException {
    var command = java();
    command.addAll(List.of(words));
    return start(environment, command);
  }

  private Process start(Map<String, String> environment, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static List<String> java(String... properties) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return command;
  }

  private static String text(Process agent) throws IOException {
    return strictly(agent.getInputStream().readAllBytes());
  }

  private static String strictly(byte[] bytes) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
