package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a client asked, by more than what its host is called. */
class WayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "curl: (6) Could not resolve host: metadata.datahub.example | DNS_NAME_UNKNOWN",
        "curl: (6) Could not resolve host: metadata.google.internal.corp.example | DNS_NAME_UNKNOWN",
        "curl: (7) Failed to connect to metadata.datahub.example port 443 after 2 ms: Connection"
            + " refused | CONNECTION_REFUSED",
        "dial tcp: lookup mds.corp.example on 10.0.0.2:53: server misbehaving | DNS_SERVER_FAILED",
        "Get \"https://catalog.test/metadata service/\": dial tcp 10.0.0.9:443: connect: connection"
            + " refused | CONNECTION_REFUSED",
        "curl: (7) Failed to connect to 169.254.169.252 port 80 after 2 ms: Connection refused"
            + " | METADATA_UNREACHABLE",
        "curl: (7) Failed to connect to metadata port 80 after 2 ms: Connection refused"
            + " | METADATA_UNREACHABLE",
        "dial tcp: lookup metadata.google.internal. on 8.8.8.8:53: no such host"
            + " | METADATA_NAME_REWRITTEN",
      })
  void metadataServerHasItsOwnNamesAlone(String line, String code) {
    assertThat(Logs.codes(line)).startsWith(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dial tcp: lookup proxy.golang.org on 10.0.0.2:53: no such host | DNS_NAME_UNKNOWN",
        "dial tcp: lookup proxy.golang.org on 10.0.0.2:53: i/o timeout | DNS_SERVER_SILENT",
        "dial tcp: lookup proxy.golang.org on 10.0.0.2:53: server misbehaving | DNS_SERVER_FAILED",
        "curl: (6) Could not resolve host: squidex.test | DNS_NAME_UNKNOWN",
        "curl: (7) Failed to connect to proxy.golang.org port 443 after 2 ms: Connection refused"
            + " | CONNECTION_REFUSED",
        "curl: (28) Failed to connect to proxy.golang.org port 443 after 130000 ms: Connection timed"
            + " out | HOST_FILTERED",
        "connection to server at \"cloud-sql-proxy\" (10.1.2.3), port 5432 failed: Connection refused"
            + " | CONNECTION_REFUSED",
        "curl: (7) Failed to connect to proxy.corp.test port 8080 after 2 ms: Connection refused"
            + " | PROXY_UNREACHABLE",
        "curl: (7) Failed to connect to 10.0.0.9 port 3128 after 2 ms: Connection refused"
            + " | PROXY_UNREACHABLE",
      })
  void hostIsNoProxyForItsNameAlone(String line, String code) {
    assertThat(Logs.codes(line)).startsWith(code);
  }
}
