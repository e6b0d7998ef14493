package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.plan.Container;
import preflight.route.OracleMatrix.Row;
import preflight.route.RecordingServers.Arrival;
import preflight.route.RecordingServers.Manner;

/** The table against the tools themselves: where does each request really arrive? */
class RouteOracleTest {

  private static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");

  /** Asks for one URL with one environment; returns when the tool is done with it. */
  @FunctionalInterface
  private interface Tool {
    void ask(Row row) throws IOException, InterruptedException;
  }

  @TempDir private Path home;
  private RecordingServers listeners;

  @BeforeEach
  void listen() throws IOException {
    listeners = new RecordingServers(OracleMatrix.LISTENERS);
  }

  @AfterEach
  void close() throws IOException {
    listeners.close();
  }

  @Test
  void curlGoesWhereTheTableSays() throws Exception {
    assume("curl");
    agrees(
        ClientFamily.CURL,
        row -> true,
        row -> run(row, "curl", "-s", "-m", "5", "--resolve", resolved(row), row.url().toString()));
  }

  @Test
  void wgetGoesWhereTheTableSays() throws Exception {
    assume("wget");
    // wget cannot be given a name's address: rows with a name would ask a resolver.
    agrees(
        ClientFamily.WGET,
        row -> !byName(row),
        row ->
            run(row, "wget", "-q", "-t", "1", "-T", "5", "-O", "/dev/null", row.url().toString()));
  }

  @Test
  void gitGoesWhereTheTableSays() throws Exception {
    assume("git");
    agrees(
        ClientFamily.GIT,
        row -> true,
        row -> {
          String resolve = "http.curloptResolve=" + resolved(row);
          run(row, "git", "-c", resolve, "ls-remote", row.url().toString());
        });
  }

  @Test
  void urllibGoesWhereTheTableSays() throws Exception {
    assume("python3");
    agreesInPython(ClientFamily.PYTHON_URLLIB, row -> true);
  }

  @Test
  void requestsGoesWhereTheTableSays() throws Exception {
    assume("python3");
    int imported = run(Map.of(), List.of("python3", "-c", "import requests"));
    assumeTrue(imported == 0, "skipped: this python3 has no requests");
    // Before 2.33 an entry may begin inside a label.
    agreesInPython(
        ClientFamily.PYTHON_REQUESTS, row -> !row.environment().containsValue("*corp.test"));
  }

  @Test
  void nodesFetchPassesOverTheEnvironment() throws Exception {
    assume("node");
    List<Row> few = OracleMatrix.rows(listeners).stream().filter(row -> !byName(row)).toList();
    agrees(
        ClientFamily.NODE_FETCH,
        few.subList(0, 12)::contains,
        row -> run(row, "node", "-e", "fetch('" + row.url() + "').catch(() => {})"));
  }

  private void agreesInPython(ClientFamily family, Predicate<Row> askable) throws Exception {
    Path script = home.resolve("ask.py");
    try (var source = RouteOracleTest.class.getResourceAsStream("ask.py")) {
      Files.write(script, Objects.requireNonNull(source, "ask.py").readAllBytes());
    }
    Process python =
        builder(Map.of(), List.of("python3", script.toString(), family.label())).start();
    try (var in = python.outputWriter(StandardCharsets.UTF_8);
        var out = python.inputReader(StandardCharsets.UTF_8)) {
      agrees(
          family,
          askable,
          row -> {
            var line = new StringBuilder(row.url().toString());
            row.environment()
                .forEach((name, value) -> line.append('\t').append(name + "=" + value));
            in.write(line.append('\n').toString());
            in.flush();
            assertThat(out.readLine()).isEqualTo("asked");
          });
    }
    assertThat(python.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private void agrees(ClientFamily family, Predicate<Row> askable, Tool tool) throws Exception {
    List<String> disagreements = new ArrayList<>();
    int asked = 0;
    for (Row row : OracleMatrix.rows(listeners).stream().filter(askable).toList()) {
      Optional<Arrival> expected = expected(family, row);
      tool.ask(row);
      Optional<Arrival> arrived = listeners.first();
      asked++;
      if (!arrived.equals(expected)) {
        disagreements.add(row + ": the table says " + expected + ", the tool went " + arrived);
      }
    }
    assertThat(disagreements).as("%s, %d rows", family.label(), asked).isEmpty();
    assertThat(asked).isGreaterThanOrEqualTo(12);
  }

  private Optional<Arrival> expected(ClientFamily family, Row row) {
    var container = new Container(row.environment(), home);
    return switch (RouteTable.of(container).decide(family, row.url()).route()) {
      case Route.Direct() -> Optional.of(new Arrival(row.url().getPort(), Manner.DIRECT));
      case Route.Forward(var proxy) -> Optional.of(new Arrival(proxy.port(), Manner.FORWARD));
      case Route.Tunnel(var proxy) -> Optional.of(new Arrival(proxy.port(), Manner.TUNNEL));
      case Route.Unsupported(var setting, var reason) -> Optional.empty();
    };
  }

  private static boolean byName(Row row) {
    return OracleMatrix.NAME.equals(row.url().getHost());
  }

  private static String resolved(Row row) {
    return OracleMatrix.NAME + ":" + row.url().getPort() + ":127.0.0.1";
  }

  private static void assume(String tool) {
    assumeTrue(
        new Container(Map.of("PATH", PATH), Path.of("/")).holdsTool(tool),
        "skipped: there is no " + tool + " on PATH");
  }

  private void run(Row row, String... command) throws IOException, InterruptedException {
    run(row.environment(), List.of(command));
  }

  private int run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        builder(environment, command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end");
    }
    return process.exitValue();
  }

  private ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> own = new HashMap<>(environment);
    own.put("PATH", PATH);
    own.put("HOME", home.toString());
    own.put("GIT_CONFIG_NOSYSTEM", "1");
    own.put("GIT_TERMINAL_PROMPT", "0");
    own.put("SYSTEM_WGETRC", "/dev/null");
    builder.environment().clear();
    builder.environment().putAll(own);
    return builder;
  }
}
