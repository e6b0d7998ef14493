package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Preflight's own lines, read back from a log. */
class OwnVerdictTest {

  private static final String FAILED = "curl: (6) Could not resolve host: db.corp.test";

  @Test
  void openVerdictSaysThatTheFailureCameLater() {
    LogDiagnosis diagnosis = Logs.diagnose(exported("open", "") + "\n" + Logs.entry(FAILED, 0, 9));

    assertThat(diagnosis.failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.because())
                .contains("Preflight was open at the start of this attempt; this came later."));
    assertThat(diagnosis.attempts().getFirst().outcome()).contains("open");
  }

  @Test
  void openVerdictAloneIsNoFinding() {
    LogDiagnosis diagnosis = Logs.diagnose(exported("open", ""));

    assertThat(diagnosis.failures()).isEmpty();
    assertThat(diagnosis.attempts()).hasSize(1);
  }

  @Test
  void blockedVerdictIsBelieved() {
    assertThat(Logs.codes(exported("blocked", "METADATA_PROXIED_BY_ENV")))
        .containsExactly("METADATA_PROXIED_BY_ENV");
  }

  /** As a container writes it, before Cloud Logging takes it apart. */
  @Test
  void lineOfStandardErrorIsReadToo() {
    String line =
        """
        {"severity":"ERROR","message":"Preflight BLOCKED: curl: (6) Could not resolve host: a",\
        "time":"2026-11-20T03:04:05Z","logging.googleapis.com/labels":{"preflight_outcome":"blocked",\
        "preflight_causes":"DNS_SERVER_FAILED"},"preflight":{"schema":"preflight/v1","kind":"verdict",\
        "outcome":"blocked","findings":[{"code":"DNS_SERVER_FAILED","because":["x"]}]}}\
        """;

    assertThat(Logs.codes(line)).containsExactly("DNS_SERVER_FAILED");
  }

  @Test
  void findingInTextIsReadToo() {
    String text =
        """
        BLOCKED  METADATA_PROXIED_BY_ENV  (certain; owner: app)
          gcloud cannot get a token: HTTP_PROXY=http://proxy.corp:3128 covers the metadata server
          because  The proxy: 403 Forbidden from Squid 5.7 on proxy.corp, ERR_ACCESS_DENIED.
        """;

    assertThat(Logs.codes(text)).isEqualTo(List.of("METADATA_PROXIED_BY_ENV"));
  }

  /** A line about a target on its way says nothing that the verdict does not. */
  @Test
  void progressIsNoFinding() {
    String line =
        """
        {"severity":"INFO","message":"Preflight probing: curl: (6) Could not resolve host: a",\
        "preflight":{"schema":"preflight/v1","kind":"progress","target":"a"}}\
        """;

    assertThat(Logs.codes(line)).isEmpty();
  }

  private static String exported(String outcome, String code) {
    String finding = code.isEmpty() ? "" : "{\"code\":\"" + code + "\"}";
    return """
    {"insertId":"000000","labels":{"run.googleapis.com/execution_name":"job-x7k2p",\
    "run.googleapis.com/task_index":"0","run.googleapis.com/task_attempt":"0",\
    "preflight_outcome":"%s","preflight_causes":"%s"},\
    "logName":"projects/p/logs/run.googleapis.com%%2Fstderr","timestamp":"2026-11-20T03:04:05Z",\
    "jsonPayload":{"message":"Preflight %s","preflight":{"schema":"preflight/v1","kind":"verdict",\
    "outcome":"%s","findings":[%s]}}}\
    """
        .formatted(outcome, code, outcome, outcome, finding);
  }
}
