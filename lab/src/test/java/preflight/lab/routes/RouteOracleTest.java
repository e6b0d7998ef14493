package preflight.lab.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import preflight.lab.Finished;
import preflight.lab.Namespace;
import preflight.lab.Needed;
import preflight.lab.OwnJvm;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.route.RouteTable;

/** The route table against the clients themselves: where does each request really arrive? */
class RouteOracleTest {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CURL", "WGET", "GIT", "PYTHON_URLLIB"})
  void everydayClientGoesWhereTheTableSaysInEveryFifthContainer(Tool tool) throws IOException {
    List<Row> rows = askable(tool);
    List<Map<String, String>> containers = rows.stream().map(Row::environment).distinct().toList();
    holdAgainstTable(
        tool, rows.stream().filter(row -> containers.indexOf(row.environment()) % 5 == 0).toList());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void clientGoesWhereTheTableSays(Tool tool) throws IOException {
    holdAgainstTable(tool, askable(tool));
  }

  @Test
  void matrixIsWideAndSetsFamiliesApart() {
    List<Row> rows = Stream.concat(Matrix.environment().stream(), Matrix.jvm().stream()).toList();
    Set<ClientFamily> asked =
        Arrays.stream(Tool.values())
            .map(Tool::family)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ClientFamily.class)));
    long apart =
        rows.stream()
            .filter(row ->
                asked.stream().map(family -> expected(folder, family, row)).distinct().count() > 1)
            .count();

    assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(400);
    assertThat(apart).isGreaterThanOrEqualTo(60);
  }

  private void holdAgainstTable(Tool tool, List<Row> rows) throws IOException {
    Path file = Files.write(folder.resolve("rows"), rows.stream().map(Row::line).toList());
    prepare(tool);
    Finished recorded = record(tool, file);
    Path root = rootWithPackages();
    List<String> arrivals = recorded.out().lines().toList();
    assertThat(arrivals).as(recorded.err()).hasSameSizeAs(rows);
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String expected = expected(root, tool.family(), rows.get(i));
      if (!arrivals.get(i).equals(expected)) {
        disagreements.add(
            "%s for %s in %s: the table says %s, the client goes %s"
                .formatted(
                    tool.family().label(),
                    rows.get(i).url(),
                    rows.get(i).environment(),
                    expected,
                    arrivals.get(i)));
      }
    }
    assertThat(disagreements).as("%s, of %d rows", tool, rows.size()).isEmpty();
  }

  private static List<Row> askable(Tool tool) {
    List<Row> rows = tool.inJvm() ? Matrix.jvm() : Matrix.environment();
    return switch (tool) {
      // It asks for nothing but the metadata server's token.
      case GOOGLE_AUTH_JAVA ->
          rows.stream()
              .filter(row -> "metadata.google.internal".equals(row.url().getHost()))
              .toList();
      // It reads no environment, unless NODE_USE_ENV_PROXY tells a later Node to.
      case NODE_FETCH -> Matrix.variables();
      case NODE_24_FETCH -> rows.stream().map(row -> row.with("NODE_USE_ENV_PROXY", "1")).toList();
      default -> rows;
    };
  }

  private Finished record(Tool tool, Path rows) {
    try (Namespace namespace = Namespace.create()) {
      Matrix.ADDRESSES.forEach(namespace::owns);
      namespace.file("hosts", Matrix.HOSTS);
      return namespace
          .run(
              Map.of(),
              AT_MOST,
              OwnJvm.command(
                  RecorderProgram.class, tool.name(), folder.toString(), rows.toString()))
          .succeeded(tool);
    }
  }

  private void prepare(Tool tool) throws IOException {
    for (String script : List.of("ask.py", "ask.mjs", "ask.go")) {
      try (var source = RouteOracleTest.class.getResourceAsStream(script)) {
        Files.write(folder.resolve(script), Objects.requireNonNull(source, script).readAllBytes());
      }
    }
    Path modules = Path.of("target/npm/node_modules").toAbsolutePath();
    switch (tool) {
      case PYTHON_REQUESTS -> Needed.pythonRequests();
      case NODE_GAXIOS, NODE_24_FETCH -> {
        Files.createSymbolicLink(folder.resolve("node_modules"), modules);
        String client = tool == Tool.NODE_GAXIOS ? "node_modules/gaxios" : Tool.NODE_24;
        assumeTrue(Files.exists(folder.resolve(client)), "no " + client + ": run ./check --all");
      }
      case GO -> Needed.goProgram(folder.resolve("ask.go"), folder.resolve("ask"));
      default -> {}
    }
  }

  /** Where the packages of Python are this machine's, for their releases differ. */
  private Path rootWithPackages() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("usr"), Path.of("/usr"));
    return root;
  }

  private static String expected(Path root, ClientFamily family, Row row) {
    Route route =
        RouteTable.of(new Container(row.environment(), root)).decide(family, row.url()).route();
    int usual = "https".equals(row.url().getScheme()) ? 443 : 80;
    int port = row.url().getPort() < 0 ? usual : row.url().getPort();
    return Arrival.word(Arrival.along(route, port));
  }
}
