package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.report.JsonReport;
import preflight.route.ClientFamily;

class RoutesCommandTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema(), InputFormat.JSON);

  private static final int FAMILIES = ClientFamily.values().length;

  @TempDir private Path root;

  private final Recording recording = new Recording();

  @Test
  void withoutUrlMetadataServerAndEveryConfiguredTargetAreExplained() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/preflight.yaml"), "target: [github=github.com, tcp=db.corp.test:5432]");

    assertThat(routes(Map.of("HTTP_PROXY", "http://p.test:3128"))).isZero();
    assertThat(recording.out().lines())
        .contains(
            "http://metadata.google.internal",
            "http://169.254.169.254",
            "https://github.com",
            "tcp://db.corp.test:5432");
    assertThat(recording.out()).contains("http://p.test:3128  HTTP_PROXY", "Neither the metadata");
    assertThat(recording.err()).isEmpty();
  }

  @Test
  void targetsComeFromOptionsAndVariablesToo() {
    assertThat(
            routes(
                Map.of("PREFLIGHT_OPTIONAL", "jira=https://jira.test"),
                "--no-metadata",
                "--target",
                "nexus=https://nexus.test"))
        .isZero();
    assertThat(recording.out()).startsWith("https://nexus.test, https://jira.test\n");
  }

  @Test
  void givenUrlsAreExplainedAlone() {
    var environment = Map.of("PREFLIGHT_TARGETS", "github=github.com");

    assertThat(routes(environment, "https://a.test/x?token=hunter2", "b.test", "a.test/y"))
        .isZero();
    assertThat(recording.out())
        .isEqualTo(
            """
            https://a.test/x, https://b.test, https://a.test/y
              direct  no setting applies  every client
            """);
  }

  @Test
  void namedClientsAreExplainedAlone() {
    assertThat(
            routes(
                Map.of("HTTP_PROXY", "http://p.test:3128", "NO_PROXY", "*.corp.test"),
                "--clients",
                "curl,go",
                "http://api.corp.test"))
        .isZero();
    assertThat(recording.out()).contains("curl", "go").doesNotContain("wget", "gcloud-detection");
  }

  @Test
  void metadataServerIsExplainedWhereEachFamilyLooksForIt() {
    routes(Map.of("GCE_METADATA_HOST", "10.0.0.1:8080"), "--format=json");

    assertThat(recording.out().lines())
        .hasSize(FAMILIES)
        .anyMatch(
            line -> line.contains("\"url\":\"http://10.0.0.1:8080\",\"family\":\"go-metadata\""))
        .anyMatch(line ->
            line.contains("\"url\":\"http://metadata.google.internal\",\"family\":\"curl\""));
  }

  @Test
  void jsonIsOneValidLineForEachUrlAndFamily() {
    assertThat(
            routes(
                Map.of("CLOUD_RUN_JOB", "job", "https_proxy", "http://p.test:3128"),
                "https://github.com",
                "https://nexus.corp"))
        .isZero();

    List<String> lines = recording.out().lines().toList();
    assertThat(lines)
        .hasSize(2 * FAMILIES)
        .allSatisfy(line -> assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty())
        .allSatisfy(line -> assertThat(line).contains("\"kind\":\"route\""));
    assertThat(recording.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http:// | routes: URL 'http://' is malformed; write for example https://github.com",
        "ftp://a.test | routes: URL 'ftp://a.test' is malformed",
        "https://a.test:99999 | routes: URL 'https://a.test:99999' is malformed",
        "https://me:hunter2@a.test | routes: URL carries credentials; remove what stands before '@'",
        "me:hunter2@a.test | routes: URL carries credentials",
        "-v | '-v': no option; options start with '--'",
        "--fromat=json | --fromat: unknown option; did you mean '--format'?",
        "--format=yaml | --format: 'yaml' is none of auto, text, json",
        "-- | '--': routes starts no COMMAND",
      })
  void wrongUsageIsStatus64(String word, String line) {
    assertThat(routes(Map.of(), word, "a.test")).isEqualTo(64);
    assertThat(recording.err())
        .startsWith("preflight: " + line)
        .doesNotContain("hunter2")
        .hasLineCount(1);
    assertThat(recording.out()).isEmpty();
  }

  @Test
  void wrongConfigurationIsStatus78() {
    assertThat(routes(Map.of("PREFLIGHT_DEADLINE", "soon"))).isEqualTo(78);
    assertThat(recording.err()).startsWith("preflight: PREFLIGHT_DEADLINE: ").hasLineCount(1);
  }

  @Test
  void passwordIsInNoOutput() {
    var environment = new HashMap<String, String>();
    Stream.of("HTTP_PROXY", "https_proxy", "all_proxy", "NO_PROXY")
        .forEach(name -> environment.put(name, "http://me:hunter2@p.test:3128"));

    assertThat(routes(environment)).isZero();
    assertThat(routes(environment, "--format=json")).isZero();
    assertThat(recording.out()).contains("http://p.test:3128").doesNotContain("hunter2");
  }

  private int routes(Map<String, String> environment, String... more) {
    String[] words = Stream.concat(Stream.of("routes"), Stream.of(more)).toArray(String[]::new);
    return recording.callWithoutProbes(environment, root, words);
  }
}
