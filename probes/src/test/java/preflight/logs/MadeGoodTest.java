package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a later attempt made good is no failure; what only sounds like one, stays. */
class MadeGoodTest {

  private static final String LATER = "#cleaning up#removing the workspace#writing the report#done";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "Connecting to a.test (a.test)|::1|:80... failed: Connection refused."
            + "#Connecting to a.test (a.test)|127.0.0.1|:80... connected.",
        "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by"
            + " 'NewConnectionError(': [Errno 111] Connection refused')': /simple/x/"
            + "#Successfully installed x-1.0",
        "attempt 1 of 5 failed: [Errno 111] Connection refused, retrying in 2 s"
            + "#attempt 2 of 5 succeeded",
        "[WARNING] Could not transfer metadata a/b from/to c (https://n.test/): transfer failed for"
            + " https://n.test/a/b: Connect to n.test:443 [n.test/10.0.0.9] failed: Connection"
            + " refused#[INFO] BUILD SUCCESS",
        "2026-11-20 03:04:05 Connecting to a.test (a.test)|::1|:80... failed: Connection refused."
            + "#2026-11-20 03:04:05 Connecting to a.test (a.test)|127.0.0.1|:80... connected.",
        "2026-11-20T03:04:05Z WARNING: Retrying (Retry(total=4)) after connection broken by"
            + " 'NewConnectionError(': [Errno 111] Connection refused')': /simple/x/"
            + "#2026-11-20T03:04:09Z Successfully installed x-1.0",
      })
  void whatALaterAttemptMadeGoodIsNoFailure(String failed, String good) {
    assertThat(Logs.codes(failed)).isNotEmpty();
    assertThat(Logs.codes(failed + "\n" + good + "\n")).isEmpty();
  }

  /** Words of another attempt, with the words behind them that tell that there was none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by"
            + " 'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403"
            + " Forbidden'))': /simple/x/#ERROR: No matching distribution found for x"
            + " | PROXY_DENIES_TARGET",
        "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by"
            + " 'NewConnectionError(': [Errno 111] Connection refused')': /x/ | CONNECTION_REFUSED",
        "[WARNING] Could not transfer metadata a/b from/to c (https://n.test/): Connect to"
            + " n.test:443 [n.test/10.0.0.9] failed: Connection refused#[INFO] ---#[INFO] BUILD"
            + " FAILURE#[ERROR] No plugin found for prefix 'x' | CONNECTION_REFUSED",
        "Connecting to n.test (n.test)~10.1.2.3~:443... failed: Connection refused."
            + "#tar: x.tgz: Cannot open: No such file or directory#tar: Child returned status 2"
            + " | CONNECTION_REFUSED",
        "Connecting to n.test (n.test)~10.1.2.3~:443... failed: Connection timed out.#Giving up.#"
            + " | HOST_FILTERED",
        "Attempt 5/5: fatal: unable to access 'https://g.test/r.git/': CONNECT tunnel failed,"
            + " response 407 | PROXY_AUTH_REQUIRED",
        "attempt 3 of 3: curl: (6) Could not resolve host: g.test | DNS_NAME_UNKNOWN",
        "2026-11-20 03:04:05 WARN NexusClient: java.net.ConnectException: Connection refused"
            + "#2026-11-20 03:04:06 ERROR Agent: nothing to build | CONNECTION_REFUSED",
        "attempt 1 failed: [Errno 111] Connection refused#Container called exit(1)."
            + " | CONNECTION_REFUSED",
      })
  void whatWasNeverMadeGoodStaysAFailure(String failed, String code) {
    assertThat(Logs.codes((failed + LATER).replace('#', '\n').replace('~', '|'))).startsWith(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attempt 1 of 5 failed: [Errno 111] Connection refused",
        "2026-11-20 03:04:05 WARN Client: java.net.ConnectException: Connection refused",
        "Connecting to n.test (n.test)~10.1.2.3~:443... failed: Connection refused.",
      })
  void whatIsTriedAgainAndFollowedByOrdinaryWorkIsNoFailure(String failed) {
    String log = (failed + LATER).replace('#', '\n').replace('~', '|');

    assertThat(Logs.codes(log)).isEmpty();
    assertThat(Logs.codes(log + "\nERROR Agent: no such label\n")).isEmpty();
  }

  @Test
  void framesOfAStackAreNoWorkThatWentOn() {
    String frames = "    at com.example.A.b(A.java:1)\n".repeat(6);

    assertThat(Logs.codes("WARN c: java.net.ConnectException: Connection refused\n" + frames))
        .startsWith("CONNECTION_REFUSED");
  }

  @Test
  void attemptThatEndedWellHasNoFinding() {
    String log =
        Logs.entries(
            List.of(
                "curl: (6) Could not resolve host: a.test",
                "using the copy of yesterday",
                "Container called exit(0)."));

    assertThat(Logs.diagnose(log).failures()).isEmpty();
  }
}
