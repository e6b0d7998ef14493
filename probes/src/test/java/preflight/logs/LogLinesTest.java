package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single lines show, beyond the lines of the corpus. */
class LogLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Memory limit of 512 MiB exceeded with 526 MiB used. Consider increasing | OUT_OF_MEMORY",
        "Container called exit(137). | OUT_OF_MEMORY",
        "Container terminated on signal 9. | OUT_OF_MEMORY",
        "Terminating task because it has reached the maximum timeout of 600 seconds."
            + " | TASK_TIMED_OUT",
        "Task t failed with message: The configured timeout was reached. | TASK_TIMED_OUT",
        "Serverless VPC Access connector projects/p/locations/r/connectors/c is in a bad state,"
            + " manual deletion recommended | PLATFORM_CONNECTOR_BAD",
        "VPC connector projects/p/locations/r/connectors/c does not exist, or Cloud Run does not"
            + " have permission to use it. | PLATFORM_CONNECTOR_BAD",
        "Permission 'vpcaccess.connectors.use' denied on resource 'connectors/c'"
            + " | PLATFORM_PERMISSION_MISSING",
        "spec.template.spec.containers[0].env[1].value_from.secret_key_ref.name: Permission denied"
            + " on secret: projects/1/secrets/s/versions/latest for Revision service account a@b."
            + " | SECRET_UNAVAILABLE",
        "Image 'europe-docker.pkg.dev/p/r/i:latest' not found. | IMAGE_UNAVAILABLE",
        "Google Cloud Run Service Agent service-1@serverless-robot-prod.iam.gserviceaccount.com"
            + " must have permission to read the image, gcr.io/p/i. | IMAGE_UNAVAILABLE",
        "Permission 'cloudkms.cryptoKeyVersions.useToDecrypt' denied on resource 'k'"
            + " | KEY_UNAVAILABLE",
        "ssh: connect to host github.com port 22: Connection refused | CONNECTION_REFUSED",
        "E: Failed to fetch http://mirror.debian.example/x Could not resolve 'mirror.debian.example'"
            + " | DNS_NAME_UNKNOWN",
        "curl: (7) Failed to connect to proxy.corp port 3128 after 2 ms: Connection refused"
            + " | PROXY_UNREACHABLE",
        "npm error request to https://registry.test/x failed, reason: connect ECONNREFUSED"
            + " 10.0.0.9:3128 | PROXY_UNREACHABLE",
        "curl: (7) Failed to connect to metadata.google.internal port 80: Connection refused"
            + " | METADATA_UNREACHABLE",
        "E: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  403  Forbidden"
            + " [IP: 10.0.0.9 3128] | PROXY_DENIES_TARGET",
        "E: Failed to fetch http://deb.debian.org/debian/x.deb  407  Proxy Authentication Required"
            + " [IP: 10.0.0.9 3128] | PROXY_AUTH_REQUIRED",
        "oauth2: cannot fetch token: metadata: GCE metadata"
            + " \"instance/service-accounts/default/token?scopes=x\" not defined"
            + " | SERVICE_ACCOUNT_UNUSABLE",
        "Get \"https://jira.corp.test/\": dial tcp: lookup jira.corp.test on 169.254.169.254:53:"
            + " no such host | DNS_NAME_UNKNOWN",
        "dial tcp: lookup db.corp.test on 169.254.169.254:53: server misbehaving | DNS_SERVER_FAILED",
        "Get \"https://a.test/\": dial tcp: lookup a.test on 169.254.169.254:53: read udp"
            + " 10.1.2.3:41233->169.254.169.254:53: i/o timeout | DNS_SERVER_SILENT",
        "Get \"https://a.test/\": proxyconnect tcp: dial tcp: lookup proxy.corp.test on"
            + " 169.254.169.254:53: no such host | PROXY_UNREACHABLE",
        "dial tcp: lookup metadata.google.internal on 169.254.169.254:53: no such host"
            + " | METADATA_NAME_REWRITTEN",
        "dial tcp 169.254.169.254:80: i/o timeout | METADATA_UNREACHABLE",
        "curl: (28) Failed to connect to a.test port 443 after 130498 ms: Couldn't connect to server"
            + " | HOST_FILTERED",
        "curl: (28) Failed to connect to a.test port 443 after 3001 ms: Could not connect to server"
            + " | HOST_FILTERED",
        "fatal: unable to access 'https://g.test/r.git/': Failed to connect to g.test port 443 after"
            + " 130498 ms: Couldn't connect to server | HOST_FILTERED",
        "curl: (7) Failed to connect to a.test port 443 after 2 ms: Couldn't connect to server"
            + " | CONNECTION_REFUSED",
        "curl: (7) Failed to connect to a.test port 443 after 3061 ms: Couldn't connect to server"
            + " | CONNECTION_REFUSED",
        "fatal: unable to access 'https://g.test/r.git/': Connection timed out after 300012"
            + " milliseconds | HOST_FILTERED",
        "curl: (28) Resolving timed out after 5000 milliseconds | DNS_SERVER_SILENT",
        "grpc.RpcError: UNAVAILABLE: failed to connect to all addresses; last error: UNKNOWN:"
            + " ipv4:10.1.2.3:443: Failed to connect to remote host: Connection refused (111)"
            + " | CONNECTION_REFUSED",
        "DNS resolution failed for a.test:443: C-ares status is not ARES_SUCCESS qtype=A name=a.test"
            + " is_balancer=0: Domain name not found | DNS_NAME_UNKNOWN",
        "x509: cannot validate certificate for 10.1.2.3 because it doesn't contain any IP SANs"
            + " | TLS_WRONG_NAME",
        "connection to server at \"db.test\" (10.1.2.3), port 5432 failed: Connection refused"
            + " | CONNECTION_REFUSED",
        "connection to server at \"10.1.2.3\", port 5432 failed: Connection timed out"
            + " | HOST_FILTERED",
        "connection to server at \"db.test\" (10.1.2.3), port 5432 failed: timeout expired"
            + " | HOST_FILTERED",
        "kex_exchange_identification: Connection closed by remote host" + " | SSH_BLOCKED",
        "java.io.IOException: Server returned HTTP response code: 502 for URL: https://a.test/x"
            + " | SERVICE_UNHEALTHY",
        "java.io.IOException: Server returned HTTP response code: 502 for URL: http://a.test/x"
            + " | PROXY_CANNOT_REACH_TARGET",
        "fatal: unable to access 'https://g.test/r.git/': The requested URL returned error: 503"
            + " | SERVICE_UNHEALTHY",
        "fatal: unable to access 'http://g.test/r.git/': The requested URL returned error: 403"
            + " | PROXY_DENIES_TARGET",
        "requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://a.test/q"
            + " | SERVICE_UNHEALTHY",
        "urllib.error.HTTPError: HTTP Error 403: rate limit exceeded | SERVICE_RATE_LIMITED",
        "urllib.error.HTTPError: HTTP Error 403: Forbidden | PROXY_DENIES_TARGET",
        "curl: (22) The requested URL returned error: 403 rate limit exceeded"
            + " | SERVICE_RATE_LIMITED",
        "[WARNING] Could not transfer metadata m.xml from/to c (https://m.test/): transfer failed for"
            + " https://m.test/m.xml: Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 403"
            + " Forbidden\" | PROXY_DENIES_TARGET",
        "com.google.api.client.http.HttpResponseException: 503 Service Unavailable"
            + "#POST https://jira.corp.test/rest/api/2/issue | SERVICE_UNHEALTHY",
        "com.google.api.client.http.HttpResponseException: 503 Service Unavailable"
            + "#GET http://metadata.google.internal/computeMetadata/v1/x | METADATA_FAILING",
        "status = StatusCode.RESOURCE_EXHAUSTED#details = \"Quota exceeded for quota metric\""
            + " | SERVICE_RATE_LIMITED",
        "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON#    at JSON.parse"
            + " (<anonymous>) | HTTP_INTERCEPTED",
        "DEBUG headers - << HTTP/1.1 407 Proxy Authentication Required#DEBUG auth - no credentials"
            + " | PROXY_AUTH_REQUIRED",
        "Caused by: java.net.SocketException: Socket closed#    at java.base/"
            + "java.net.Socket$SocketInputStream.read(Socket.java:1099) | SERVICE_SILENT",
        "oauth2: cannot fetch token: compute: Received 503 `try again` | METADATA_FAILING",
      })
  void lineShowsItsCauseFirst(String lines, String code) {
    assertThat(Logs.codes(lines.replace('#', '\n'))).startsWith(code);
  }

  /** Words that look like a failure's, and are none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "10.0.0.9 - - [21/Nov/2026:20:11:48 +0000] \"GET /a HTTP/1.1\" 403 153 \"-\" \"curl/7.88\"",
        "1763755908.123 4 10.0.0.9 TCP_DENIED/403 3900 GET http://a.test/ - HIER_NONE/- text/html",
        "squid is a caching proxy for the Web; see squid.conf for http_access rules",
        "Requirement already satisfied: requests in /usr/lib/python3/dist-packages (2.28.1)",
        "[INFO] BUILD SUCCESS",
        "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"s\" is null",
        "2026/11/21 20:11:48 [error] 7#7: *1 connect() failed (111: Connection refused) while"
            + " connecting to upstream, client: 10.0.0.9",
        "Container called exit(0).",
        "Container called exit(1).",
        "wrote docs/ERR_ACCESS_DENIED.md",
        "the connector test suite is ready",
        "metadata: GCE metadata \"instance/attributes/enable-oslogin\" not defined",
        "SyntaxError: Unexpected token '<'#    at wrapSafe (node:internal/modules/cjs/loader:1378:20)",
        "Caused by: java.net.SocketException: Socket closed"
            + "#    at java.base/sun.nio.ch.NioSocketImpl.endAccept(NioSocketImpl.java:682)"
            + "#    at java.base/java.net.ServerSocket.implAccept(ServerSocket.java:724)",
        "DEBUG headers - << HTTP/1.1 407 Proxy Authentication Required#DEBUG auth - Proxy"
            + " authentication succeeded#DEBUG headers - << HTTP/1.1 200 Connection established",
        "ERROR: (gcloud.secrets.versions.access) [a@p.iam.gserviceaccount.com] does not have"
            + " permission: Permission 'secretmanager.versions.access' denied for resource 's'",
        "google.api_core.exceptions.NotFound: 404 Secret [projects/1/secrets/s] not found or has no"
            + " versions.",
        "Could not transfer artifact a:b:jar:1.0 from/to ar (artifactregistry://eu/p/m): Permission"
            + " 'artifactregistry.repositories.downloadArtifacts' denied on resource 'r'",
        "google.api_core.exceptions.PermissionDenied: 403 Permission"
            + " 'cloudkms.cryptoKeyVersions.useToDecrypt' denied on resource 'k'",
        "GET https://r.test/v2/p/manifests/v1: MANIFEST_UNKNOWN: manifest unknown: Failed to fetch",
        "Warning Failed 10s kubelet Failed to pull image \"nginx:nope\": rpc error: code = NotFound",
        "ERROR Image 'assets/logo.png' not found.",
        "Connector debezium-orders is not ready, waiting 5 s",
        "status = StatusCode.RESOURCE_EXHAUSTED#details = \"Received message larger than max (9 vs. 4)\"",
        "io.grpc.StatusRuntimeException: RESOURCE_EXHAUSTED: gRPC message exceeds maximum size 4: 9",
        "fatal: unable to access 'https://g.test/r.git/': The requested URL returned error: 403",
        "java.io.IOException: Server returned HTTP response code: 403 for URL: https://a.test/x",
        "npm error code E403#npm error 403 403 Forbidden - PUT https://registry.test/x - You cannot"
            + " publish over the previously published versions: 1.2.3.#npm error 403 In most cases,"
            + " you or one of your dependencies are requesting",
        "AxiosError: Request failed with status code 403#  headers: { 'x-github-request-id': 'C0' }",
        "proxy timeout set to 30s",
        "Request forbidden by administrative rules. Please make sure your request has a User-Agent"
            + " header",
      })
  void harmlessLineShowsNothing(String lines) {
    assertThat(Logs.codes(lines.replace('#', '\n'))).isEmpty();
  }

  @Test
  void linesThatBelongToTheOneBeforeKeepTheirIndent() {
    String log =
        """
        Err:1 http://deb.debian.org/debian bookworm InRelease
          403  Forbidden [IP: 10.0.0.9 3128]
        Reading package lists...
        """;

    assertThat(Logs.codes(log)).startsWith("PROXY_DENIES_TARGET");
  }
}
