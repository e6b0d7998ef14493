package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words from people's logs: of other C libraries, of older clients, passed on by a program. */
class FieldWordsTest {

  private static void assertTells(String line, String code, String host) {
    assertThat(Logs.diagnose(line).failures())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.causes().getFirst()).hasToString(code);
          assertThat(failure.host()).isEqualTo(host);
        });
  }

  /** Older clients, and those whose words another program passes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Get https://a.test/v2/: dial tcp 10.1.2.3:443: getsockopt: connection refused"
            + " | CONNECTION_REFUSED | 10.1.2.3",
        "dial tcp 10.1.2.3:3307: getsockopt: connection timed out | HOST_FILTERED | 10.1.2.3",
        "Get \"https://a.test/\": dial tcp 10.1.2.3:443: connect: operation timed out"
            + " | HOST_FILTERED | a.test",
        "Get \"https://a.test/\": dial tcp: lookup a.test on [::1]:53: read udp [::1]:58431->[::1]:53:"
            + " read: connection refused | DNS_SERVER_SILENT | a.test",
        "Unable to connect to the server: proxyconnect tcp: dial tcp: lookup $HTTP_PROXY: no such"
            + " host | PROXY_UNREACHABLE | ``",
        "error pulling image configuration: download failed after attempts=6: Proxy Authentication"
            + " Required | PROXY_AUTH_REQUIRED | ``",
        "error pulling image configuration: download failed after attempts=6: Forbidden"
            + " | PROXY_DENIES_TARGET | ``",
        "curl: (7) Failed connect to a.test:443; Connection refused | CONNECTION_REFUSED | a.test",
        "curl: (7) Failed connect to a.test:443; Operation timed out | HOST_FILTERED | a.test",
        "curl: (35) Unknown SSL protocol error in connection to a.test:443"
            + " | TLS_RESET_BY_NAME_FILTER | ``",
        "Error: write EPROTO 1407:error:140770FC:SSL routines:SSL23_GET_SERVER_HELLO:unknown"
            + " protocol:../deps/openssl/ssl/s23_clnt.c:827: | TLS_PLAINTEXT_ANSWER | ``",
        "Handshake failed with fatal error SSL_ERROR_SSL: error:100000f7:SSL"
            + " routines:OPENSSL_internal:WRONG_VERSION_NUMBER. | TLS_PLAINTEXT_ANSWER | ``",
        "Handshake failed with fatal error SSL_ERROR_SSL: error:1000007d:SSL"
            + " routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED. | TLS_UNTRUSTED_ISSUER | ``",
        "The remote certificate is invalid because of errors in the certificate chain:"
            + " NotSignatureValid, UntrustedRoot | TLS_UNTRUSTED_ISSUER | ``",
        "Response status code does not indicate success: 407 (Proxy Authentication Required)."
            + " | PROXY_AUTH_REQUIRED | ``",
        "System.Net.WebException: The remote server returned an error: (407) Proxy Authentication"
            + " Required. | PROXY_AUTH_REQUIRED | ``",
        "socks.HTTPError: (407, b'Proxy Authentication Required') | PROXY_AUTH_REQUIRED | ``",
        "Could not transfer artifact a:b:jar:1 from/to central (https://r.test/m): status code: 407,"
            + " reason phrase: authenticationrequired (407) | PROXY_AUTH_REQUIRED | ``",
        "E: Failed to fetch http://a.test/dists/x/Packages  Unable to connect to 172.17.0.1:3142:"
            + " | PROXY_UNREACHABLE | 172.17.0.1",
        "Failure: Unable to find the server at a.test. | DNS_NAME_UNKNOWN | a.test",
        "Error: 14 UNAVAILABLE: Name resolution failed for target dns:a.test:443"
            + " | DNS_NAME_UNKNOWN | a.test",
        "ServiceUnavailable: 503 DNS resolution failed for service: a.test"
            + " | DNS_NAME_UNKNOWN | a.test",
        "google.api_core.exceptions.ServiceUnavailable: 503 Name resolution failure"
            + " | DNS_NAME_UNKNOWN | ``",
        " ERROR  GET https://r.test/x: Proxy Authentication Required - 407"
            + " | PROXY_AUTH_REQUIRED | r.test",
        "<img src=\"https://login.zscloud.net:443/__zsig/cD6\" /></td> | PROXY_DENIES_TARGET | ``",
        "<title>Application Control Violation</title> | PROXY_DENIES_TARGET | ``",
      })
  void olderWordsTellTheSame(String line, String code, String host) {
    assertTells(line, code, host);
  }

  /** Whoever hangs up on plain HTTP has read no name in TLS. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Get \"http://169.254.169.254/computeMetadata/v1/x\": read tcp 10.0.0.2:5000->"
            + "169.254.169.254:80: read: connection reset by peer | METADATA_UNREACHABLE",
        "Get \"http://metadata.google.internal/computeMetadata/v1/x\": EOF | METADATA_UNREACHABLE",
        "HTTPConnectionPool(host='metadata.google.internal', port=80): Max retries exceeded (Caused"
            + " by ProtocolError('Connection aborted.', ConnectionResetError(104, 'reset')))"
            + " | METADATA_UNREACHABLE",
        "request to http://169.254.169.254/computeMetadata/v1/x failed, reason: socket hang up"
            + " | METADATA_UNREACHABLE",
        "Getting metadata from plugin failed with error: connect ECONNRESET 169.254.169.254:80"
            + " | METADATA_UNREACHABLE",
        "request to https://a.test/x failed, reason: socket hang up | TLS_RESET_BY_NAME_FILTER",
        "Get \"https://a.test/\": EOF | TLS_RESET_BY_NAME_FILTER",
        "Get \"http://a.test/\": EOF | ``",
        "request to http://a.test/x failed, reason: read ECONNRESET | ``",
        "HTTPConnectionPool(host='a.test', port=80): Max retries exceeded with url: / (Caused by"
            + " ProtocolError('Connection aborted.', ConnectionResetError(104, 'reset'))) | ``",
      })
  void nameFilterIsNotToBlameForPlainHttp(String line, String code) {
    assertThat(Logs.codes(line).stream().findFirst().orElse("")).isEqualTo(code);
  }

  /** No proxy listens where a database does, on this host as on any other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Connection to localhost:5432 refused. Check that the hostname and port are correct"
            + " | CONNECTION_REFUSED",
        "Error 111 connecting to localhost:6379. Connection refused. | CONNECTION_REFUSED",
        "dial tcp 127.0.0.1:3306: connect: connection refused | CONNECTION_REFUSED",
        "dial tcp 127.0.0.1:3128: connect: connection refused | PROXY_UNREACHABLE",
        "dial tcp 127.0.0.1:8888: connect: connection refused | PROXY_UNREACHABLE",
      })
  void databaseOnThisHostIsNoProxy(String line, String code) {
    assertThat(Logs.codes(line)).startsWith(code);
  }

  @Test
  void traceThatBeginsWithTheMetadataServerEndsAtIt() {
    String trace =
        """
        java.io.IOException: Error getting access token from metadata server at: \
        http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token
        \tat com.google.cloud.hadoop.util.CredentialFactory.fetch(CredentialFactory.java:220)
        \t... 12 more
        Caused by: java.net.SocketTimeoutException: connect timed out
        \tat java.net.PlainSocketImpl.socketConnect(Native Method)
        """;

    assertThat(Logs.codes(trace)).startsWith("METADATA_UNREACHABLE");
    assertThat(Logs.codes(trace.replaceFirst("[^\n]*\n[^\n]*\n", "")))
        .as("a cause whose head is not there")
        .startsWith("HOST_FILTERED");
  }

  /** Wordings that stand in the table beside more usual ones, and share no piece with them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PERMISSION_DENIED: Permission 'iam.serviceaccounts.actAs' denied on service account"
            + " sa@p.iam.gserviceaccount.com (or it may not exist)."
            + " | PLATFORM_PERMISSION_MISSING | ``",
        "google.auth.exceptions.DefaultCredentialsError: Could not automatically determine"
            + " credentials. Please set GOOGLE_APPLICATION_CREDENTIALS | METADATA_UNREACHABLE | ``",
        "google.auth.exceptions.DefaultCredentialsError: Neither metadata server or valid service"
            + " account credentials are found. | METADATA_UNREACHABLE | ``",
        "Get \"https://a.test/v2/\": Gateway Time-out | PROXY_CANNOT_REACH_TARGET | a.test",
        "System.Net.Http.HttpRequestException: Resource temporarily unavailable (a.test:443)"
            + " | DNS_SERVER_FAILED | a.test",
        "<title>Web Filter Violation</title> | PROXY_DENIES_TARGET | ``",
        "<meta http-equiv=refresh content=\"0;URL=http://10.1.2.3:15871/cgi-bin/blockpage.cgi?x\">"
            + " | PROXY_DENIES_TARGET | ``",
        "2026-11-20 03:04:05 (1 KB/s) - Read error (The operation timed out) in headers."
            + " | SERVICE_SILENT | ``",
        "OpenSSL::SSL::SSLError: SSL_connect SYSCALL returned=5 errno=104 state=error"
            + " | TLS_RESET_BY_NAME_FILTER | ``",
        "Error: self signed certificate | TLS_UNTRUSTED_ISSUER | ``",
        "fatal: unable to access 'https://a.test/x.git/': gnutls_handshake() failed: Error in the"
            + " pull function. | TLS_RESET_BY_NAME_FILTER | a.test",
        "npm ERR! network request to https://a.test/x failed, reason: socket hang up"
            + " | TLS_RESET_BY_NAME_FILTER | a.test",
        "java.net.SocketException: Connection or outbound has closed"
            + " | TLS_RESET_BY_NAME_FILTER | ``",
      })
  void everyWordingOfATableRowIsFound(String line, String code, String host) {
    assertTells(line, code, host);
  }

  /** musl's {@code getaddrinfo}, that of Alpine's images, words the same failures otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "socket.gaierror: [Errno -2] Name does not resolve | DNS_NAME_UNKNOWN | ``",
        "socket.gaierror: [Errno -5] Name has no usable address | DNS_NAME_UNKNOWN | ``",
        "socket.gaierror: [Errno -3] Try again | DNS_SERVER_FAILED | ``",
        "socket.gaierror: [Errno -4] Non-recoverable error | DNS_SERVER_FAILED | ``",
        "urllib3.exceptions.NameResolutionError(\"HTTPSConnection(host='a.test', port=443): Failed to"
            + " resolve 'a.test' ([Errno -3] Try again)\") | DNS_SERVER_FAILED | a.test",
        "could not translate host name \"db.test\" to address: Name does not resolve"
            + " | DNS_NAME_UNKNOWN | db.test",
        "could not translate host name \"db.test\" to address: Try again"
            + " | DNS_SERVER_FAILED | db.test",
        "java.net.UnknownHostException: a.test: Name does not resolve | DNS_NAME_UNKNOWN | a.test",
        "java.net.UnknownHostException: a.test: Try again | DNS_SERVER_FAILED | a.test",
        "System.Net.Http.HttpRequestException: Name does not resolve (a.test:443)"
            + " | DNS_NAME_UNKNOWN | a.test",
        "SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for db.test failed: Name does"
            + " not resolve | DNS_NAME_UNKNOWN | db.test",
        "ssh: Could not resolve hostname a.test: Try again | DNS_SERVER_FAILED | a.test",
        "failed to lookup address information: Name does not resolve | DNS_NAME_UNKNOWN | ``",
        "nc: getaddrinfo: Name does not resolve | DNS_NAME_UNKNOWN | ``",
      })
  void muslsWordsTellTheSame(String line, String code, String host) {
    assertTells(line, code, host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nslookup: can't resolve '(null)': Name does not resolve",
        "Sorry, try again.",
        "Error: 503 Service busy. Try again in 5 s",
        "tar: Exiting with failure status: Non-recoverable error",
      })
  void whatOnlySoundsLikeMuslTellsNothing(String line) {
    assertThat(Logs.codes(line)).isEmpty();
  }
}
