package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients word their failures, as their sources have it: a line, its cause, and its host. */
class ClientWordsTest {

  private static final String NET =
      "System.Security.Authentication.AuthenticationException: The remote certificate is invalid ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // .NET
        "System.Net.Http.HttpRequestException: Connection refused (a.test:443)"
            + " | CONNECTION_REFUSED | a.test",
        "System.Net.Http.HttpRequestException: Connection timed out (a.test:443)"
            + " | HOST_FILTERED | a.test",
        "System.Net.Http.HttpRequestException: No route to host (a.test:443)"
            + " | HOST_UNREACHABLE | a.test",
        "System.Net.Http.HttpRequestException: Connection refused (10.0.0.9:3128)"
            + " | PROXY_UNREACHABLE | 10.0.0.9",
        " ---> System.Net.Sockets.SocketException (111): Connection refused"
            + " | CONNECTION_REFUSED | ``",
        "System.Net.Http.HttpRequestException: The proxy tunnel request to proxy"
            + " 'http://proxy:3128/' failed with status code '403'. | PROXY_DENIES_TARGET | ``",
        "System.Net.Http.HttpRequestException: The proxy tunnel request to proxy"
            + " 'http://proxy:3128/' failed with status code '407'. | PROXY_AUTH_REQUIRED | ``",
        NET
            + "because of errors in the certificate chain: UntrustedRoot"
            + " | TLS_UNTRUSTED_ISSUER | ``",
        NET
            + "because of errors in the certificate chain: NotTimeValid"
            + " | TLS_CERTIFICATE_EXPIRED | ``",
        NET
            + "according to the validation procedure: RemoteCertificateNameMismatch"
            + " | TLS_WRONG_NAME | ``",
        // Ruby's OpenSSL
        "SSL_connect returned=1 errno=0 state=error: certificate verify failed (certificate has"
            + " expired) | TLS_CERTIFICATE_EXPIRED | ``",
        "SSL_connect returned=1 errno=0 state=error: certificate verify failed (hostname mismatch)"
            + " | TLS_WRONG_NAME | ``",
        "SSL_connect returned=1 errno=0 state=error: wrong version number"
            + " | TLS_PLAINTEXT_ANSWER | ``",
        "Net::OpenTimeout: Failed to open TCP connection to a.test:443 (execution expired)"
            + " | HOST_FILTERED | a.test",
        // Guzzle and cargo, in libcurl's words
        "cURL error 28: Connection timed out after 2000 milliseconds (see https://curl.haxx.se/x)"
            + " | HOST_FILTERED | ``",
        "cURL error 28: Resolving timed out after 2000 milliseconds | DNS_SERVER_SILENT | ``",
        "cURL error 28: Failed to connect to a.test port 443 after 2000 ms: Couldn't connect to"
            + " server | HOST_FILTERED | a.test",
        "cURL error 35: Recv failure: Connection reset by peer | TLS_RESET_BY_NAME_FILTER | ``",
        "  [28] Timeout was reached (Connection timed out after 30001 milliseconds)"
            + " | HOST_FILTERED | ``",
        "SQLSTATE[HY000] [2002] Connection refused in /app/a.php:3 | CONNECTION_REFUSED | ``",
        // Rust: uv and whatever else is built on reqwest and rustls
        "  Caused by: tcp connect error: Connection refused (os error 111)"
            + " | CONNECTION_REFUSED | ``",
        "  Caused by: Connection timed out (os error 110) | HOST_FILTERED | ``",
        "  Caused by: invalid peer certificate: UnknownIssuer | TLS_UNTRUSTED_ISSUER | ``",
        "  Caused by: invalid peer certificate: Expired | TLS_CERTIFICATE_EXPIRED | ``",
        "  Caused by: invalid peer certificate: NotValidForName | TLS_WRONG_NAME | ``",
        "  Caused by: tunnel error: unsuccessful | PROXY_DENIES_TARGET | ``",
        "  Caused by: tunnel error: proxy authorization required | PROXY_AUTH_REQUIRED | ``",
        "HTTP status server error (503 Service Unavailable) for url (https://a.test/x)"
            + " | SERVICE_UNHEALTHY | a.test",
        // Gradle
        "> Could not GET 'http://a.test/x.pom'. Received status code 403 from server: Forbidden"
            + " | PROXY_DENIES_TARGET | a.test",
        "> Could not GET 'https://a.test/x.pom'. Received status code 407 from server: Proxy"
            + " | PROXY_AUTH_REQUIRED | ``",
        "   > a.test: Temporary failure in name resolution | DNS_SERVER_FAILED | a.test",
        "      > Read timed out | SERVICE_SILENT | ``",
        // gRPC
        "details = connections to all backends failing; last error: UNKNOWN: ipv4:10.1.2.3:443:"
            + " Failed to connect to remote host: connect: Connection refused (111)"
            + " | CONNECTION_REFUSED | ``",
        "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.1.2.3:443: HTTP proxy"
            + " returned response code 403 | PROXY_DENIES_TARGET | ``",
        "error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED: unable to get local"
            + " issuer certificate | TLS_UNTRUSTED_ISSUER | ``",
        "Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused:"
            + " a.test/10.1.2.3:443 | CONNECTION_REFUSED | a.test",
        "io.grpc.StatusRuntimeException: UNAVAILABLE: Unable to resolve host a.test"
            + " | DNS_NAME_UNKNOWN | a.test",
        // kubectl
        "The connection to the server 10.1.2.3:6443 was refused - did you specify the right host or"
            + " port? | CONNECTION_REFUSED | 10.1.2.3",
        "Unable to connect to the server: Forbidden | PROXY_DENIES_TARGET | ``",
        // databases, caches, brokers
        "org.postgresql.util.PSQLException: Connection to db.test:5432 refused. Check that the"
            + " hostname and port are correct | CONNECTION_REFUSED | db.test",
        "ERROR 2003 (HY000): Can't connect to MySQL server on 'db.test:3306' (110)"
            + " | HOST_FILTERED | db.test",
        "ERROR 2005 (HY000): Unknown MySQL server host 'db.test' (-2) | DNS_NAME_UNKNOWN | db.test",
        "redis.exceptions.ConnectionError: Error 111 connecting to redis.test:6379. Connection"
            + " refused. | CONNECTION_REFUSED | redis.test",
        "redis.exceptions.ConnectionError: Error -2 connecting to redis.test:6379. Name or service"
            + " not known. | DNS_NAME_UNKNOWN | redis.test",
        "[Producer clientId=p] Bootstrap broker k.test:9092 (id: -1 rack: null) disconnected"
            + " | CONNECTION_REFUSED | k.test",
        "Couldn't resolve server k.test:9092 from bootstrap.servers as DNS resolution failed for"
            + " k.test | DNS_NAME_UNKNOWN | k.test",
        "k.test:9092/bootstrap: Failed to resolve 'k.test:9092': Name or service not known (after"
            + " 0ms) | DNS_NAME_UNKNOWN | k.test",
        // boto, gsutil, the rest of Python
        "botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL:"
            + " \"https://s3.test/\" | HOST_FILTERED | s3.test",
        "botocore.exceptions.ProxyConnectionError: Failed to connect to proxy URL:"
            + " \"http://proxy.test:3128\" | PROXY_UNREACHABLE | proxy.test",
        "httplib2.error.ServerNotFoundError: Unable to find the server at a.test"
            + " | DNS_NAME_UNKNOWN | a.test",
        "aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected"
            + " | SERVICE_SILENT | ``",
        // ssh and rsync
        "ssh_exchange_identification: Connection closed by remote host | SSH_BLOCKED | ``",
        "rsync: [sender] failed to connect to a.test (10.1.2.3): Connection refused (111)"
            + " | CONNECTION_REFUSED | a.test",
      })
  void clientsWordsTellCauseAndHost(String line, String code, String host) {
    assertThat(Logs.diagnose(line).failures())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.causes().getFirst()).hasToString(code);
          assertThat(failure.host()).isEqualTo(host);
        });
  }

  /** What only the service itself can have said: a proxy refuses these clients the tunnel. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "httpx.HTTPStatusError: Client error '403 Forbidden' for url 'https://a.test/'",
        "npm ERR! code E403#npm ERR! 403 403 Requested item is quarantined - GET https://r.test/x",
        "npm ERR! 403 403 Forbidden - PUT http://r.test/x - Forbidden#npm ERR! 403 In most cases",
        "403 Permission 'secretmanager.versions.access' denied for resource 'projects/p/secrets/s'",
        "Error: 7 PERMISSION_DENIED: Permission 'secretmanager.versions.access' denied for resource"
            + " 'projects/p/secrets/s/versions/latest' (or it may not exist).",
        "  407: 'Proxy Authentication Required',#  408: 'Request Timeout',",
        "aiohttp.client_exceptions.ClientResponseError: 403, message='Forbidden',"
            + " url='https://a.test/'",
        "ERROR: HTTP error 403 while getting https://files.test/x.whl",
        "HTTP status client error (403 Forbidden) for url (https://a.test/simple/x/)",
        "file_get_contents(https://a.test/): Failed to open stream: HTTP request failed! HTTP/1.1 403",
        "npm error code E403#npm error 403 403 Forbidden - GET https://r.test/x - You may not read"
            + " this package#npm error 403 In most cases, you or one of your dependencies are",
      })
  void serviceMayRefuseAndATableMayList(String lines) {
    assertThat(Logs.codes(lines.replace('#', '\n'))).isEmpty();
  }

  /** npm prints the proxy's answer to CONNECT as if the registry had given it. */
  @ParameterizedTest
  @CsvSource({"npm error 403 403 Forbidden - GET https://r.test/left-pad"})
  void npmsBareRefusalMayBeTheProxys(String line) {
    assertThat(Logs.codes(line)).startsWith("PROXY_DENIES_TARGET");
  }
}
