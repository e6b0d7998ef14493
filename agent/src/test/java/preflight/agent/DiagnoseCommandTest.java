package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.report.JsonReport;

class DiagnoseCommandTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema(), InputFormat.JSON);

  private static final String FAILED = "curl: (6) Could not resolve host: db.corp.test\n";

  @TempDir private Path folder;

  private final Recording recording = new Recording();

  @Test
  void causeInALogIsStatus69() throws IOException {
    assertThat(diagnose(file("job.log", "starting\n" + FAILED))).isEqualTo(69);
    assertThat(recording.out())
        .startsWith("FOUND  DNS_NAME_UNKNOWN, DNS_SERVER_FAILED or DNS_SERVER_SILENT")
        .contains(
            "job.log:2: curl: (6)", "  preflight check --no-metadata --target dns=db.corp.test")
        .endsWith("FOUND  1 kind of failure in 2 entries and lines\n");
    assertThat(recording.err()).isEmpty();
  }

  @Test
  void harmlessLogIsStatus0() throws IOException {
    assertThat(diagnose(file("job.log", "starting\ndone\n"))).isZero();
    assertThat(recording.out()).isEqualTo("NOTHING  found in 2 entries and lines\n");
  }

  @Test
  void severalFilesAreReadInTheirOrderGzippedOrNot() throws IOException {
    String harmless = file("a.log", "starting\n");
    Path zipped = folder.resolve("b.log.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      bytes.write(FAILED.getBytes(UTF_8));
    }

    assertThat(diagnose(harmless, zipped.toString())).isEqualTo(69);
    assertThat(recording.out()).contains("b.log.gz:1: curl: (6)", "in 2 entries and lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cause", "attempt"})
  void everyJsonLineIsValid(String by) throws IOException {
    String log = file("job.json", entry(0, FAILED.strip()) + "\n" + entry(1, FAILED.strip()));

    assertThat(diagnose(log, "--format=json", "--by", by)).isEqualTo(69);
    assertThat(recording.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty())
        .allSatisfy(line -> assertThat(line).contains("\"kind\":\"diagnosis\""));
  }

  @Test
  void byCauseIsALineACauseWithWhatItHit() throws IOException {
    String log = file("job.json", entry(0, FAILED.strip()) + "\n" + entry(1, FAILED.strip()));

    diagnose(log, "--format=json");
    assertThat(recording.out().lines())
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line).contains("\"executions\":1,\"tasks\":2,\"attempts\":2,\"lines\":2"));
  }

  @Test
  void byAttemptIsALineAnAttempt() throws IOException {
    String log = file("job.json", entry(0, FAILED.strip()) + "\n" + entry(1, FAILED.strip()));

    diagnose(log, "--format=json", "--by=attempt");
    assertThat(recording.out().lines())
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line).contains("\"execution\":\"job-x7k2p\"", "\"findings\":[{\"code\":"));
  }

  @Test
  void whatIsCutShortIsReadAndSaid() throws IOException {
    String log = file("job.json", entry(0, FAILED.strip()).substring(0, 320));

    assertThat(diagnose(log)).isEqualTo(69);
    assertThat(recording.err())
        .startsWith("preflight: diagnose: 1 JSON entries lack their end")
        .hasLineCount(1);
  }

  @Test
  void missingFileIsStatus65() {
    assertThat(diagnose(folder.resolve("none.log").toString())).isEqualTo(65);
    assertThat(recording.err()).contains("none.log': does not exist").hasLineCount(1);
  }

  @Test
  void folderIsStatus65() {
    assertThat(diagnose(folder.toString())).isEqualTo(65);
    assertThat(recording.err()).contains("is a directory; name the files in it");
  }

  @Test
  void brokenArchiveIsStatus65() throws IOException {
    Path log = folder.resolve("job.log.gz");
    Files.write(log, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});

    assertThat(diagnose(log.toString())).isEqualTo(65);
    assertThat(recording.err()).contains("cannot be read to its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--by=host", "--fromat=json", "--by"})
  void wrongUsageIsStatus64(String word) {
    assertThat(diagnose(word)).isEqualTo(64);
    assertThat(recording.err()).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--execution=e | --execution: needs --region REGION as well",
        "--execution=e --region=r | --execution: needs --project PROJECT",
        "--region=r | --region: goes with --execution NAME",
        "--execution=e --region=r --project=p a.log | --execution: fetches the log; name no files",
      })
  void whatIsMissingToFetchALogIsSaid(String words, String line) {
    assertThat(diagnose(words.split(" "))).isEqualTo(64);
    assertThat(recording.err()).startsWith("preflight: " + line).hasLineCount(1);
  }

  @Test
  void whereGooglesLibrariesAreMissingGcloudFetchesTheLog() {
    assertThat(diagnose("--execution=job-x7k2p", "--region=r", "--project=it's")).isEqualTo(65);
    assertThat(recording.err())
        .startsWith("preflight: --execution: Google's libraries")
        .endsWith(
            "gcloud logging read 'resource.type=\"cloud_run_job\" AND resource.labels.location=\"r\""
                + " AND (labels.\"run.googleapis.com/execution_name\"=\"job-x7k2p\""
                + " OR protoPayload.resourceName:\"/executions/job-x7k2p\")' --project='it'\\''s'"
                + " --order=asc --format=json | preflight diagnose\n")
        .hasLineCount(1);
    assertThat(recording.out()).isEmpty();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String entry(int task, String text) {
    return """
    {"insertId":"%d","labels":{"run.googleapis.com/execution_name":"job-x7k2p",\
    "run.googleapis.com/task_index":"%d","run.googleapis.com/task_attempt":"0"},\
    "logName":"projects/p/logs/run.googleapis.com%%2Fstderr","severity":"ERROR",\
    "timestamp":"2026-11-20T03:04:05.%03dZ","textPayload":"%s"}\
    """
        .formatted(task, task, task, text);
  }

  private int diagnose(String... more) {
    String[] words = Stream.concat(Stream.of("diagnose"), Stream.of(more)).toArray(String[]::new);
    return recording.callWithoutProbes(Map.of(), folder, words);
  }
}
