package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;
import preflight.observation.Unmasking;

class JsonReportTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema(), InputFormat.JSON);

  static java.util.stream.Stream<Arguments> stories() {
    return GoldenTest.stories();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void everyVerdictIsOneValidLine(String story, Verdict verdict) {
    assertOneValidLine(JsonReport.verdict(verdict));
  }

  @Test
  void progressIsOneValidLine() {
    var line = JsonReport.progress(Seen.deniedBySquid(), Stories.NOW, Duration.ofMillis(120));

    assertOneValidLine(line);
    assertThat(text(line))
        .contains("\"kind\":\"progress\"", "\"severity\":\"INFO\"", "IDENTITY_FOREIGN")
        .doesNotContain("labels");
  }

  @ParameterizedTest
  @MethodSource("extraRequests")
  void extraRequestIsToldWhateverCameOfIt(Optional<HttpAnswer> answer, String told) {
    var asked = URI.create("http://proxy.corp:3128/");
    RouteCheck denied = Seen.deniedBySquid();
    var last = denied.last().orElseThrow().with(new Unmasking(asked, answer));
    var check =
        new RouteCheck(
            denied.target(),
            denied.url(),
            denied.route(),
            denied.clients(),
            denied.standing(),
            List.of(last));

    byte[] line = JsonReport.progress(check, Stories.NOW, Duration.ofMillis(120));

    assertOneValidLine(line);
    assertThat(text(line))
        .contains("\"extraRequest\":{\"asked\":\"http://proxy.corp:3128/\"," + told + "}");
  }

  static java.util.stream.Stream<Arguments> extraRequests() {
    return java.util.stream.Stream.of(
        Arguments.of(Optional.empty(), "\"answer\":\"none\""),
        Arguments.of(
            Optional.of(new HttpAnswer(404, "Not Found", List.of(), new byte[0])),
            "\"answer\":\"404 Not Found\""),
        Arguments.of(
            Optional.of(
                new HttpAnswer(
                    400,
                    "Bad Request",
                    List.of(new Header("X-Squid-Error", "ERR_INVALID_URL 0")),
                    new byte[0])),
            "\"answer\":\"400 Bad Request\",\"by\":\"Squid\""));
  }

  @ParameterizedTest(name = "{0} instead of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"outcome\":\"closed\"|\"outcome\":\"blocked\"",
        "\"severity\":\"NOTICE\"|\"severity\":\"ERROR\"",
        "\"confidence\":\"sure\"|\"confidence\":\"certain\"",
        "\"kind\":\"rumour\"|\"kind\":\"verdict\"",
        "\"schema\":\"preflight/v0\"|\"schema\":\"preflight/v1\"",
        "\"stage\":\"icmp\"|\"stage\":\"dns\"",
        "\"preflight_outcome\":\"fine\"|\"preflight_outcome\":\"blocked\"",
        "\"because\":[],\"was\":[|\"because\":[",
        "\"elapsedMs\":-1|\"elapsedMs\":412",
      })
  void schemaRejects(String wrong, String right) {
    String line = text(JsonReport.verdict(Stories.incident(new Gate.Enforce())));
    assertThat(line).contains(right);

    assertThat(errors(line.replace(right, wrong))).isNotEmpty();
  }

  @Test
  void greenVerdictOfFourTargetsKeepsItsRoutesInTwoKilobytes() {
    byte[] line = JsonReport.verdict(Stories.green());

    assertThat(line).hasSizeLessThanOrEqualTo(JsonReport.GREEN_LIMIT);
    assertThat(text(line)).contains("\"via\":\"http://proxy.corp:3128\"");
  }

  @ParameterizedTest(name = "{0} targets")
  @CsvSource({"9, http-9", "200, targetsOmitted\":{\"reachable\":200}"})
  void greenVerdictIsAtMostTwoKilobytes(int targets, String told) {
    byte[] line = JsonReport.verdict(Stories.crowd(targets, Integer.MAX_VALUE));

    assertOneValidLine(line);
    assertThat(line).hasSizeLessThanOrEqualTo(JsonReport.GREEN_LIMIT);
    assertThat(text(line)).contains(told);
  }

  @ParameterizedTest(name = "{0} targets, every {1}th unreachable")
  @CsvSource({"20, 2", "200, 50", "200, 4", "200, 1"})
  void longVerdictKeepsEveryFindingInSixtyFourKilobytes(int targets, int nth) {
    Verdict verdict = Stories.crowd(targets, nth);

    byte[] line = JsonReport.verdict(verdict);

    assertOneValidLine(line);
    assertThat(line).hasSizeLessThanOrEqualTo(JsonReport.LINE_LIMIT);
    assertThat(text(line).split("\"code\":\"CONNECTION_REFUSED\"", -1))
        .hasSize(verdict.findings().size() + 1);
  }

  @Test
  void stagesOfReachableRoutesGoFirst() {
    String line = text(JsonReport.verdict(Stories.crowd(120, 40)));

    assertThat(line)
        .contains("\"name\":\"http-1\"", "\"failure\":\"TCP_TIMEOUT\"")
        .doesNotContain("\"stage\":\"identity\",\"outcome\":\"succeeded\"", "targetsOmitted");
  }

  @Test
  void blockedVerdictUnderWarnIsCountedAndIsNoError() {
    assertThat(text(JsonReport.verdict(Stories.incident(new Gate.Warn()))))
        .contains("\"outcome\":\"blocked\",\"action\":\"exec\",\"gate\":\"warn\"")
        .startsWith("{\"severity\":\"WARNING\"");
  }

  @Test
  void longReasonForAnOpenGateIsCut() {
    var off = new Gate.Off("INC-1 " + "x".repeat(5000));

    byte[] line = JsonReport.verdict(Stories.skipped(off));

    assertOneValidLine(line);
    assertThat(line).hasSizeLessThanOrEqualTo(JsonReport.GREEN_LIMIT);
    assertThat(text(line)).contains("Preflight SKIPPED (INC-1 xxx");
  }

  @Test
  void messageOffersNoCommandThatOnlyLooksAsTheFix() {
    assertThat(text(JsonReport.verdict(Stories.openWithWarnings())))
        .contains(
            ". Fix: Ask who runs the network of jira.corp.example to let this job's subnet in");
  }

  @Test
  void noteIsNotNamedAsTheCauseOfABlockedRun() {
    assertThat(text(JsonReport.verdict(Stories.unexplained())))
        .contains("\"message\":\"Preflight BLOCKED: unexplained: jira via direct: TLS_ALERT at tls")
        .contains("\"preflight_causes\":\"NETWORK_COLD_START,UNEXPLAINED\"");
  }

  static void assertOneValidLine(byte[] bytes) {
    String line = text(bytes);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(errors(line)).isEmpty();
  }

  private static List<Error> errors(String line) {
    return SCHEMA.validate(line, InputFormat.JSON);
  }

  private static String text(byte[] line) {
    return new String(line, UTF_8);
  }
}
