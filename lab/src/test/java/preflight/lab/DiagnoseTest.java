package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.world.CertificateAuthority;
import preflight.world.MachineIdentity;

/** {@code diagnose} as a process: its input by pipe, by file, and from Cloud Logging. */
@Tag("long")
class DiagnoseTest {

  private static final String API = "198.51.100.10";
  private static final String FETCH =
      "diagnose --format json --execution job-x7k2p --region europe-west1 --project my-project";

  @TempDir private Path folder;
  private Namespace namespace;
  private Container container;
  private Installation installation;
  private CertificateAuthority authority;
  private Path entries;

  @BeforeEach
  void failedExecution() throws IOException {
    namespace = Namespace.create().owns("169.254.169.254").owns("10.8.0.2").owns(API);
    namespace.file(
        "hosts",
        """
        127.0.0.1 localhost
        10.8.0.2 proxy.corp
        198.51.100.10 logging.googleapis.com
        169.254.169.254 metadata.google.internal metadata
        """);
    container = new Container(namespace, folder).without("CLOUD_RUN_JOB");
    authority = CertificateAuthority.named("Google's own");
    installation = Installation.in(folder).trusting(authority);
    entries =
        container.write(
            "entries.jsonl",
            entry(0, "Starting.") + entry(1, "curl: (6) Could not resolve host: db.corp.example"));
  }

  @AfterEach
  void remove() {
    namespace.close();
  }

  @Test
  void gzippedPipeIsRead() {
    Finished finished =
        container.sh(
            "gzip -c entries.jsonl | " + installation.words() + " diagnose --format json -");

    assertFound(finished);
  }

  @Test
  void severalFilesAreReadAsOneLog() {
    container.write("more.log", "tar: a.tar: Cannot open: No such file or directory\n");

    Finished finished =
        container.sh(installation.words() + " diagnose --format json more.log entries.jsonl");

    assertFound(finished);
  }

  @Test
  void executionIsFetchedWithTheMachinesOwnAccount() throws IOException {
    cloudLogging();

    Finished finished = container.sh(installation.words() + " " + FETCH);

    assertFound(finished);
    assertThat(answers())
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("429", "200", "503", "200");
  }

  @Test
  void executionIsFetchedThroughTheProxyThatAloneLeadsOut() throws IOException {
    cloudLogging();
    Squid.start(namespace, folder, List.of("http_access allow all"));
    Squid.aloneReaches(namespace, API, 443, "REJECT");
    container.with("HTTPS_PROXY", "http://proxy.corp:3128");

    Finished finished = container.sh(installation.words() + " " + FETCH);

    assertFound(finished);
    assertThat(answers()).hasSize(4);
  }

  @Test
  void executionWithoutAnAccountIsRefusedWithTheMend() {
    namespace.iptables("-A", "OUTPUT", "-d", "169.254.169.254", "-j", "REJECT");

    Finished finished = container.sh(installation.words() + " " + FETCH);

    assertThat(finished.status()).as(finished.err()).isEqualTo(65);
    assertThat(finished.err()).contains("--execution", "application default credentials");
  }

  private void cloudLogging() throws IOException {
    Stands.start(namespace, "metadata=169.254.169.254:80");
    Path pem =
        Files.writeString(
            folder.resolve("logging.pem"), authority.issue("logging.googleapis.com").pem(), UTF_8);
    String token = MachineIdentity.cloudRunJob().accessToken();
    PythonStand.start(namespace, folder, "logging.py", API, pem, token, entries);
  }

  private List<String> answers() throws IOException {
    return Files.readAllLines(Path.of(entries + ".answers"));
  }

  private static void assertFound(Finished finished) {
    assertThat(finished.status()).as(finished.err()).isEqualTo(69);
    assertThat(finished.out().lines())
        .first()
        .asString()
        .contains("\"kind\":\"diagnosis\"", "DNS_NAME_UNKNOWN");
  }

  private static String entry(int second, String text) {
    return """
    {"insertId":"%1$d","labels":{"run.googleapis.com/execution_name":"job-x7k2p",\
    "run.googleapis.com/task_index":"0","run.googleapis.com/task_attempt":"0"},\
    "resource":{"type":"cloud_run_job","labels":{"job_name":"my-job"}},\
    "textPayload":"%2$s","timestamp":"2026-11-20T03:04:0%1$dZ"}
    """
        .formatted(second, text);
  }
}
