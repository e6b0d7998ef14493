package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of lines that something wrote while nothing was wrong. */
class HarmlessLogsTest {

  private static final int BLOCKS = 120;

  private final Random random = new Random(7);

  @Test
  void ordinaryLogsGiveNoFinding() {
    List<String> lines = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      lines.addAll(List.of(nginx(), squid(), apt(), pip(), npm(), git(), maven(), java(), wget()));
    }
    String log = String.join("\n", lines.stream().flatMap(String::lines).toList());

    assertThat(log.lines().count()).isGreaterThan(5000);
    assertThat(Logs.diagnose(log).failures()).isEmpty();
  }

  @Test
  void theSameLogsAsEntriesOfManyTasksGiveNoFinding() {
    List<String> entries = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      for (String tool : List.of(nginx(), java(), maven(), pip())) {
        for (String line : tool.lines().toList()) {
          entries.add(Logs.entry(line, block % 10, entries.size()));
        }
      }
    }

    assertThat(Logs.diagnose(String.join("\n", entries)).failures()).isEmpty();
  }

  private int number() {
    return random.nextInt(10_000);
  }

  private String nginx() {
    return """
    10.0.0.%d - - [21/Nov/2026:20:11:48 +0000] "GET /a/%d HTTP/1.1" 200 612 "-" "curl/7.88.1"
    10.0.0.%d - jane [21/Nov/2026:20:11:49 +0000] "GET /private HTTP/1.1" 403 153 "-" "git/2.39.5"
    10.0.0.9 - - [21/Nov/2026:20:11:50 +0000] "POST /login HTTP/1.1" 407 0 "-" "Mozilla/5.0"
    10.0.0.9 - - [21/Nov/2026:20:11:51 +0000] "GET /squid/cachemgr HTTP/1.1" 503 190 "-" "-"
    2026/11/21 20:11:52 [error] 7#7: *%d connect() failed (111: Connection refused) while connecting \
    to upstream, client: 10.0.0.9, server: _, request: "GET / HTTP/1.1"
    2026/11/21 20:11:53 [warn] 7#7: *%d an upstream response is buffered to a temporary file
    """
        .formatted(number() % 250, number(), number() % 250, number(), number());
  }

  private String squid() {
    return """
    1763755908.%03d      4 10.0.0.9 TCP_DENIED/403 3900 GET http://a.test/ - HIER_NONE/- text/html
    1763755909.%03d    104 10.0.0.9 TCP_TUNNEL/200 8800 CONNECT b.test:443 - HIER_DIRECT/10.0.0.1 -
    Squid is a caching proxy for the Web. See ERR_ACCESS_DENIED in the errors folder for its page.
    the proxy answered in %d ms; proxy timeout set to 30 s; connector pool ready
    """
        .formatted(number() % 1000, number() % 1000, number());
  }

  private String apt() {
    return """
    Get:%d http://mirror.debian.example/debian bookworm/main amd64 squid amd64 5.7-2+deb12u2 [2,689 kB]
    Ign:2 http://mirror.debian.example/debian bookworm-backports InRelease
    Setting up ca-certificates (20230311) ...
    Updating certificates in /etc/ssl/certs...
    142 added, 0 removed; done.
    W: http://mirror.debian.example/debian/dists/bookworm/InRelease: Key is stored in legacy keyring
    Processing triggers for man-db (2.11.2-2) ...
    """
        .formatted(number());
  }

  private String pip() {
    return """
    Collecting requests==2.%d.0
      Downloading requests-2.31.0-py3-none-any.whl (62 kB)
    WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after \
    connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object \
    at 0x7f0000000000>: Failed to establish a new connection: [Errno 111] Connection refused')': /x/
    Requirement already satisfied: urllib3 in /usr/lib/python3/dist-packages (1.26.12)
    Installing collected packages: requests
    Successfully installed requests-2.31.0
    """
        .formatted(number() % 40);
  }

  private String npm() {
    return """
    npm http fetch GET 200 https://registry.npm.example/axios %dms (cache miss)
    npm http fetch GET 200 https://registry.npm.example/undici 812ms attempt #2 (cache miss)
    npm warn deprecated request@2.88.2: request has been deprecated, see issue 3142
    added %d packages, and audited 58 packages in 3s
    found 0 vulnerabilities
    """
        .formatted(number(), number());
  }

  private String git() {
    return """
    Cloning into 'preflight'...
    remote: Enumerating objects: %d, done.
    Receiving objects: 100%% (%d/%d), 1.02 MiB | 3.00 MiB/s, done.
    a1b2c3d Say which host could not be resolved; wrap "Connection refused" in a sentence
    e4f5a6b Test the timeout: x509 errors, certificate has expired, 403 Forbidden
    """
        .formatted(number(), number(), number());
  }

  private String maven() {
    return """
    [INFO] Downloading from central: https://repo.maven.example/maven2/a/b/%d/b.pom
    [INFO] Tests run: %d, Failures: 0, Errors: 0, Skipped: 0 -- in preflight.ProxyTest
    [WARNING] Could not transfer metadata a:b/maven-metadata.xml from/to n (https://n.test/r/): transfer \
    failed for https://n.test/r/a/b/maven-metadata.xml: Connect to n.test:443 [n.test/10.0.0.7] \
    failed: Connection refused
    [INFO] Building jar: /app/target/app.jar
    [INFO] BUILD SUCCESS
    """
        .formatted(number(), number());
  }

  private String java() {
    return """
    Exception in thread "main" java.lang.IllegalStateException: order %d is closed
    \tat com.example.Orders.close(Orders.java:42)
    \tat com.example.Main.main(Main.java:7)
    Caused by: java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
    \t... 2 more
    2026-11-21T20:11:48Z INFO  Connected to db.corp.test:5432 in %d ms; certificate verified
    Traceback (most recent call last):
      File "/app/a.py", line 3, in <module>
        print(items[%d])
    IndexError: list index out of range
    org.opentest4j.AssertionFailedError: expected: <403> but was: <200>
    """
        .formatted(number(), number(), number());
  }

  private String wget() {
    return """
    --2026-11-21 20:11:48--  http://a.test/%d
    Resolving a.test (a.test)... ::1, 127.0.0.1
    Connecting to a.test (a.test)|::1|:80... failed: Connection refused.
    Connecting to a.test (a.test)|127.0.0.1|:80... connected.
    HTTP request sent, awaiting response... 200 OK
    Saving to: 'index.html'
    """
        .formatted(number());
  }
}
