package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.report.JsonReport;

class CheckCommandTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema(), InputFormat.JSON);

  @TempDir private Path root;

  private final Recording recording = new Recording();
  private ServerSocket listening = unbound();

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  @Test
  void reachableTargetIsStatusZero() {
    assertThat(check(Map.of())).isZero();
    assertThat(recording.out()).startsWith("OPEN");
    assertThat(recording.err()).isEmpty();
  }

  @Test
  void failingTargetIsStatus69() throws IOException {
    listening.close();

    assertThat(check(Map.of())).isEqualTo(69);
    assertThat(recording.out()).startsWith("BLOCKED").contains("CONNECTION_REFUSED");
  }

  @Test
  void blockedStatusIsTheUsersToChoose() throws IOException {
    listening.close();

    assertThat(check(Map.of(), "--blocked-exit-code=3")).isEqualTo(3);
  }

  @Test
  void failingTargetUnderWarnIsStatusZero() throws IOException {
    listening.close();

    assertThat(check(Map.of(), "--gate=warn")).isZero();
    assertThat(recording.out()).contains("BLOCKED");
  }

  @Test
  void jsonModeSpeaksJsonLinesAlone() {
    assertThat(check(Map.of("CLOUD_RUN_JOB", "job"), "--optional=dns=localhost")).isZero();

    List<String> lines = recording.out().lines().toList();
    assertThat(lines)
        .allSatisfy(line -> assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty());
    assertThat(lines).filteredOn(line -> line.contains("\"kind\":\"verdict\"")).hasSize(1);
    assertThat(lines).last().asString().contains("\"kind\":\"verdict\"", "\"outcome\":\"open\"");
    assertThat(recording.err()).isEmpty();
  }

  @Test
  void verdictsLineIsWrittenOnceMore() throws IOException {
    Path output = root.resolve("verdict.json");

    check(Map.of(), "--output", output.toString());

    assertThat(Files.readString(output)).startsWith("{").endsWith("}\n").hasLineCount(1);
    assertThat(VerdictLine.read(output).outcome()).isEqualTo("open");
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(output);
    }
  }

  @Test
  void outputThatCannotBeWrittenIsSaidAndDoesNoHarm() {
    assertThat(check(Map.of(), "--output=/nowhere/verdict.json")).isZero();
    assertThat(recording.out())
        .startsWith("preflight: --output: /nowhere/verdict.json cannot be written; name a file")
        .contains("\nOPEN");
  }

  @Test
  void breakGlassIsStatusZeroWhereEverythingElseIsBroken() {
    int status =
        recording.callWithoutProbes(
            Map.of("PREFLIGHT_GATE", "off:INC-1", "PREFLIGHT_X", ""), root, "check", "--wrong");

    assertThat(status).isZero();
    assertThat(recording.out()).contains("SKIPPED", "INC-1");
  }

  @Test
  void bugIsStatus70AndOneLineWithoutItsMessage() {
    int status =
        recording.call(
            (plan, container, gate, listener) -> {
              throw new IllegalArgumentException(
                  "elsewhere", new IllegalStateException("secret=hunter2"));
            },
            Map.of(),
            root,
            "check");

    assertThat(status).isEqualTo(70);
    assertThat(recording.err())
        .startsWith("preflight: a bug (IllegalStateException at preflight.agent.CheckCommandTest.")
        .endsWith("please report this line\n")
        .doesNotContain("hunter2")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unable to create native thread: possibly out of memory | no more threads can be started",
        "Java heap space | the memory is used up",
      })
  void shortageIsNoBug(String message, String line) {
    int status =
        recording.call(
            (plan, container, gate, listener) -> {
              throw new IllegalStateException("a probe ended", new OutOfMemoryError(message));
            },
            Map.of(),
            root,
            "check");

    assertThat(status).isEqualTo(70);
    assertThat(recording.err()).startsWith("preflight: " + line + "; ").hasLineCount(1);
  }

  private int check(Map<String, String> environment, String... more) {
    var words = new ArrayList<String>();
    words.addAll(List.of("check", "--no-metadata", "--deadline=1s"));
    words.add("--target=tcp=127.0.0.1:" + listening.getLocalPort());
    words.addAll(List.of(more));
    return recording.call(environment, root, words.toArray(String[]::new));
  }

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
