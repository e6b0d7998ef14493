package preflight.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.report.DiagnosisReport;
import preflight.report.Style;

/** Logs that are broken, mixed, made to do harm, or full of secrets. */
class HostileLogsTest {

  private static final String FAILED = "curl: (6) Could not resolve host: db.corp.test";

  @RepeatedTest(60)
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whateverBytesThereAreAReportComesOut(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    byte[] log = seed().getBytes(UTF_8);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(log.length);
      switch (random.nextInt(4)) {
        case 0 -> log[at] = (byte) random.nextInt(256);
        case 1 -> log[at] = (byte) "{}[]\"\\\n,".charAt(random.nextInt(8));
        case 2 -> System.arraycopy(log, at, log, at / 2, Math.min(50, log.length - at));
        default -> log[at] = 0;
      }
    }
    LogDiagnosis diagnosis = Logs.diagnose(log);

    assertThat(DiagnosisReport.text(diagnosis, Style.PLAIN)).endsWith("\n");
    assertThat(DiagnosisReport.jsonByAttempt(diagnosis, Instant.EPOCH)).isNotNull();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linesMadeToKeepAMatcherBusyEnd() {
    String anchors =
        "There was a problem refreshing your current auth tokens Failed to retrieve"
            + " http://a/ Status: 403 ";
    String log =
        anchors.repeat(600)
            + "\n"
            + "(host='a', port=1) ".repeat(3000)
            + "Errno 111\n"
            + "connector Connector ".repeat(3000);

    assertThat(Logs.diagnose(log).records()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPSConnectionPool(host='a', port=99999999999): Read timed out. (read timeout=1)",
        "LABELS: no such host",
      })
  void lineThatNoToolWroteHidesNoOther(String line) {
    String hostile = line.replace("LABELS", "lookup " + "a.".repeat(20_000) + "a");

    assertThat(Logs.codes(hostile + "\n" + FAILED)).contains("DNS_NAME_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"textPayload\":\"" + FAILED,
        "{\"textPayload\":\"" + FAILED + "\"",
        "{\"textPayload\":\"first\n{\"textPayload\":\"" + FAILED + "\"}",
        "[{\"textPayload\":\"" + FAILED + "\"},\n{\"textPay",
        "garbage before\n{\"textPayload\":\"" + FAILED + "\"}\ngarbage behind",
        "{not json\n" + FAILED + "\n}",
        "{\n" + FAILED + "\n}\n",
        "\ufeff" + FAILED,
        "[ 12%] building\n" + FAILED,
        "{\"message\":\"" + FAILED + "\",\"severity\":\"ERROR\"}",
        "{\"jsonPayload\":{\"message\":\"x\",\"error\":{\"cause\":\"" + FAILED + "\"}}}",
        "{\"protoPayload\":{\"status\":{\"code\":10,\"message\":\"" + FAILED + "\"}}}",
      })
  void halfWrittenAndMixedInputIsReadAsFarAsItGoes(String log) {
    assertThat(Logs.codes(log)).startsWith("DNS_NAME_UNKNOWN");
  }

  @Test
  void latin1IsReadToo() {
    byte[] log = ("d\u00e9j\u00e0 vu\n" + FAILED + "\n\u00e9\n").getBytes(ISO_8859_1);

    assertThat(Logs.diagnose(log).failures()).hasSize(1);
  }

  @Test
  void recordLongerThanAnEntryIsReadUpToThereAndSaid() {
    String log = "x".repeat(RecordReader.LONGEST + 100) + "\n" + FAILED + "\n";

    LogDiagnosis diagnosis = Logs.diagnose(log);
    assertThat(diagnosis.failures()).hasSize(1);
    assertThat(diagnosis.notes()).singleElement().asString().contains("longer than 2 MB");
  }

  @Test
  void tenThousandTasksAreOneKindOfFailure() {
    List<InputStream> entries =
        IntStream.range(0, 10_000)
            .mapToObj(task ->
                (InputStream)
                    new ByteArrayInputStream((Logs.entry(FAILED, task, 1) + "\n").getBytes(UTF_8)))
            .toList();
    LogDiagnosis diagnosis =
        LogDiagnosis.of(
            List.of(
                new LogDiagnosis.Source(
                    "-", new SequenceInputStream(Collections.enumeration(entries)))));

    assertThat(diagnosis.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.hit()).hasSize(10_000));
    assertThat(diagnosis.causes()).allMatch(cause -> cause.tasks() == 10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://jane:hunter2@proxy.corp:3128",
        "Authorization: Bearer hunter2hunter2",
        "Proxy-Authorization: Basic hunter2hunter2==",
        "access_token=ya29.hunter2hunter2",
        "{'password': 'hunter2'}",
        "token=hunter2",
        "PASSWORD: hunter2",
        "-u jane:hunter2",
        "--password hunter2",
        "Cookie: session=hunter2; other=hunter2",
        "https://a.test/x?sig=hunter2&y=1",
        "ghp_hunter2hunter2hunter2",
        "X-Vault-Token: hunter2",
        "AWS_SECRET_ACCESS_KEY=hunter2",
        "eyJhbGciOi.hunter2.hunter2",
      })
  void secretIsInNoReport(String secret) {
    List<String> logs = new ArrayList<>();
    logs.add(FAILED + " " + secret);
    logs.add(secret + " " + FAILED);
    logs.add(Logs.entry(FAILED + " " + secret, 0, 1));
    for (String log : logs) {
      LogDiagnosis diagnosis = Logs.diagnose(log);
      assertThat(diagnosis.failures()).hasSize(1);
      assertThat(
              DiagnosisReport.text(diagnosis, Style.PLAIN)
                  + DiagnosisReport.textByAttempt(diagnosis, Style.PLAIN)
                  + new String(DiagnosisReport.json(diagnosis, Instant.EPOCH), UTF_8)
                  + new String(DiagnosisReport.jsonByAttempt(diagnosis, Instant.EPOCH), UTF_8))
          .doesNotContain("hunter2");
    }
  }

  private static String seed() {
    return String.join("\n", Logs.incidentOnThirtyLines())
        + "\n"
        + Logs.entries(Logs.incidentOnThirtyLines())
        + "\n["
        + Logs.entry(Logs.incidentOnOneLine(), 3, 4)
        + "]\n"
        + FAILED
        + "\n";
  }
}
