package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of jobs that fared well, in words near those of a failure. */
class NearMissTest {

  private static final String WORK = "#read 10 rows#read 20 rows#read 30 rows#done";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // tests and their output
        "INFO: test connectionRefusedIsReported PASSED",
        "  ok returns ECONNREFUSED when the upstream is down (12 ms)",
        "PASS tests/test_proxy.py::test_refused[Connection refused (os error 111)]",
        "expected: \"Connection refused (os error 111)\", got: \"Connection refused (os error 111)\"",
        "test client::maps_connection_refused_os_error_111 ... ok",
        "    assertEquals(\"Connection refused\", e.getMessage());",
        "+    throw new ConnectException(\"Connection refused\");",
        "org.opentest4j.AssertionFailedError: expected: <407> but was: <200>",
        // debug dumps and access logs
        "DEBUG urllib3.connectionpool: https://api.test:443 \"GET /x HTTP/1.1\" 403 None",
        "DEBUG httpx: HTTP Request: GET https://api.test/x \"HTTP/1.1 403 Forbidden\"",
        "INFO httpx: HTTP Request: GET http://api.test/x \"HTTP/1.1 403 Forbidden\"",
        "TCP_DENIED/407 3900 CONNECT a.test:443 - HIER_NONE/- text/html",
        "http: TLS handshake error from 10.0.0.9:51234: EOF",
        "http: TLS handshake error from 10.0.0.9:51234: remote error: tls: bad certificate",
        "http: TLS handshake error from 10.0.0.9:51234: tls: first record does not look like a TLS"
            + " handshake",
        "http: TLS handshake error from 10.0.0.9:51234: read tcp 10.0.0.1:443->10.0.0.9:51234: read:"
            + " connection reset by peer",
        "recv() failed (104: Connection reset by peer) while reading response header from upstream",
        // the application's own words
        "payment declined: 403 Forbidden card, customer 12",
        "Connection refused by the administrator of the account",
        "order rejected: Access Denied by seller (policy_denied=false)",
        "metadata service started in 12 ms",
        "Loading Compute Engine metadata from cache",
        "catalog metadata server answered in 12 ms",
        "The proxy answered 407 times today",
        "Proxy Authentication Required is documented at https://example.test/407",
        "- HTTP 403: the caller may not read the resource",
        "the secret \"db\" of the tenant is in DISABLED state",
        "Memory limit of 512 MiB set",
        "the configured timeout was not reached",
        "ERR_ACCESS_DENIED counter: 0",
        "invalid_grant is returned for an expired code",
        // names of statuses, counted or listed
        "RESOURCE_EXHAUSTED=8",
        "  \"RESOURCE_EXHAUSTED\": 8,",
        "enum Status { OK, SERVICE_DISABLED, RESOURCE_EXHAUSTED }",
        "rateLimitExceeded: false",
        "Quota exceeded for 0 of 12 tenants",
        // authorities that are listed, not met
        "checking issuer: Zscaler Intermediate Root CA in bundle ... ok",
        "Certificate was added to keystore, issuer: CN=Fortinet CA",
        "subject=CN = Zscaler Root CA issuer=O = Zscaler Inc.",
        "Adding debian:mitmproxy.pem",
        // brokers, which come and go
        "INFO [Producer clientId=p] Node -1 disconnected.",
        "wait-for-it.sh: db:5432 is available after 2 seconds",
      })
  void wordsNearAFailuresShowNothing(String lines) {
    assertThat(Logs.codes(lines.replace('#', '\n'))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Waiting for db.test:5432: connection to server at \"db.test\" (10.1.2.3), port 5432 failed:"
            + " Connection refused",
        "Caused by: java.net.ConnectException: Connection refused#INFO retrying in 5 s",
        "dial tcp 10.1.2.3:443: connect: connection refused#2026-11-20T03:04:05Z WARN will retry",
        "[2026-11-20 03:04:05] WARN [Producer clientId=p] Bootstrap broker k.test:9092 (id: -1 rack:"
            + " null) disconnected",
        "warning: spurious network error (3 tries remaining): [6] Could not resolve hostname (Could"
            + " not resolve host: index.crates.io)",
        "attempt 1: Error 111 connecting to redis.test:6379. Connection refused.",
      })
  void waitThatCameToAnEndIsNoFailure(String lines) {
    assertThat(Logs.codes((lines + WORK).replace('#', '\n'))).isEmpty();
    assertThat(Logs.codes((lines + "#FATAL: nothing came").replace('#', '\n'))).isNotEmpty();
  }

  /** Work behind these makes nothing good, for nobody waits any more. */
  @ParameterizedTest
  @CsvSource({
    "net/http: request canceled while waiting for connection (Client.Timeout exceeded)",
    "timed out waiting for the database: dial tcp 10.1.2.3:5432: connect: connection refused",
    "dial tcp 10.1.2.3:443: connect: connection refused#waiting for the other jobs",
  })
  void waitThatEndedInVainStaysAFailure(String lines) {
    assertThat(Logs.codes((lines + WORK).replace('#', '\n'))).isNotEmpty();
  }

  /** What these lines are near to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*  issuer: C=US; O=Zscaler Inc.; CN=Zscaler Intermediate Root CA | TLS_INTERCEPTED",
        "\"status\": \"RESOURCE_EXHAUSTED\" | SERVICE_RATE_LIMITED",
        "429 RESOURCE_EXHAUSTED: Quota exceeded | SERVICE_RATE_LIMITED",
        "\"reason\": \"rateLimitExceeded\" | SERVICE_RATE_LIMITED",
        "\"reason\": \"SERVICE_DISABLED\", | GOOGLE_API_DENIED",
        "Secret Version [projects/1/secrets/s/versions/2] is in DISABLED state."
            + " | SECRET_UNAVAILABLE",
        "Error: Connection refused (os error 111) | CONNECTION_REFUSED",
        "remote error: tls: handshake failure | TLS_VERSION_REFUSED",
      })
  void theFailureItselfStaysOne(String line, String code) {
    assertThat(Logs.codes(line)).startsWith(code);
  }
}
