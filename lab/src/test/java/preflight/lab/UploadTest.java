package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.world.CertificateAuthority;

/** A verdict on its way into a bucket, from where little else, or nothing, can be reached. */
@Tag("long")
class UploadTest {

  private static final String API = "198.51.100.9";
  private static final String OBJECT = "runs/my-agent-4/my-agent-4-x7k2p/task-0-attempt-0.json";

  /** Blocked by a database that nothing leads to; until it is given up, the library is loaded. */
  private static final String BLOCKED =
      "run --clients curl --deadline 12s --target tcp=10.1.2.3:5432 --upload gs://verdicts/runs";

  private static final String OPEN = "run --clients curl --deadline 30s";

  @TempDir private Path folder;
  private Namespace namespace;
  private Container container;
  private Installation installation;
  private Storage storage;

  @BeforeEach
  void onlyGooglesApiIsReachable() throws Exception {
    namespace = Namespace.create().owns("169.254.169.254").owns("10.8.0.2").owns(API);
    namespace.file(
        "hosts",
        """
        127.0.0.1 localhost
        10.8.0.2 proxy.corp
        198.51.100.9 storage.googleapis.com
        169.254.169.254 metadata.google.internal metadata
        """);
    container = new Container(namespace, folder).workload();
    var authority = CertificateAuthority.named("Google's own");
    storage = Storage.start(namespace, API, authority.issue("storage.googleapis.com"), folder);
    installation = Installation.in(folder).trusting(authority);
  }

  @AfterEach
  void remove() {
    namespace.close();
  }

  @Test
  void blockedRunLeavesItsVerdictInTheBucket() throws Exception {
    metadataServer();

    Finished run = run(BLOCKED);

    assertThat(run.status()).as(run.err()).isEqualTo(69);
    assertThat(storage.objects())
        .as(run.err())
        .containsOnlyKeys(OBJECT)
        .containsValue(run.err().lines().toList().getLast() + "\n");
    assertThat(installation.classes())
        .anyMatch(line -> line.contains("com.google.cloud.storage."))
        .anyMatch(line -> line.contains("org.conscrypt.OpenSSLX25519PublicKey "));
  }

  @Test
  void runThatUploadsNothingLoadsNoneOfGooglesLibraries() throws Exception {
    metadataServer();

    Finished run = run(OPEN);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(installation.classes())
        .anyMatch(line -> line.contains("preflight.agent.GatedRun "))
        .noneMatch(line -> line.matches(".* (com[.]google[.](?!gson[.])|preflight[.]google[.]).*"));
    assertThat(storage.wasAsked()).isFalse();
  }

  @Test
  void silentApiIsSaidInTime() throws Exception {
    metadataServer();
    dropped("-d", API);

    Finished run = run(BLOCKED);

    assertThat(note(run)).contains("cannot be reached");
    assertThat(storage.objects()).isEmpty();
  }

  @Test
  void whereNothingAnswersThatIsSaidInTime() throws Exception {
    dropped("-d", "169.254.169.254");
    dropped("-d", API);

    Finished run = run(BLOCKED);

    assertThat(note(run)).contains("no metadata server could be trusted");
    assertThat(storage.wasAsked()).isFalse();
  }

  @Test
  void interceptedMetadataServersTokenIsNotUsed() throws Exception {
    metadataServer();
    Squid.start(namespace, folder, List.of("forwarded_for delete", "http_access allow all"));
    Squid.intercepts(namespace, "169.254.169.254");

    Finished run = run(BLOCKED);

    assertThat(note(run)).contains("no metadata server could be trusted");
    assertThat(storage.wasAsked()).isFalse();
  }

  @Test
  void proxyIsTakenWhereItAloneReachesTheApi() throws Exception {
    metadataServer();
    proxy("http_access allow all");
    Squid.aloneReaches(namespace, API, 443, "REJECT");

    Finished run = run(BLOCKED);

    assertThat(run.status()).as(run.err()).isEqualTo(69);
    assertThat(storage.objects()).as(run.err()).containsOnlyKeys(OBJECT);
  }

  @Test
  void proxysPageInTheApisPlaceIsSaid() throws Exception {
    metadataServer();
    proxy("http_access deny all");
    dropped("-d", API);

    Finished run = run(BLOCKED);

    assertThat(note(run)).contains("the proxy does not let", "403");
    assertThat(storage.wasAsked()).isFalse();
  }

  @Test
  void inspectorOfTlsIsShownNoToken() throws Exception {
    metadataServer();
    installation.trusting(CertificateAuthority.named("Another"));

    Finished run = run(BLOCKED);

    assertThat(note(run)).contains("leads to no public root");
    assertThat(storage.wasAsked()).isFalse();
  }

  @Test
  void openGateDoesNotWaitForALibraryThatNeverLoads() throws Exception {
    metadataServer();
    installation.withAStalledLibrary();

    Finished run = run(OPEN + " --upload gs://verdicts/runs --upload-on always");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("a.sh");
    assertThat(Container.verdict(run.err()).path("outcome").asText()).isEqualTo("open");
    assertThat(note(run))
        .contains("the time for it was over")
        .containsPattern("after [0-9]{1,3} ms");
  }

  private void metadataServer() {
    Stands.start(namespace, "metadata=169.254.169.254:80");
  }

  private void proxy(String rule) {
    Squid.start(namespace, folder, List.of(rule));
    container
        .with("HTTPS_PROXY", "http://proxy.corp:3128")
        .with("NO_PROXY", "metadata.google.internal,metadata,169.254.169.254");
  }

  private void dropped(String... what) {
    List<String> rule = new ArrayList<>(List.of("-A", "OUTPUT"));
    rule.addAll(List.of(what));
    rule.addAll(List.of("-j", "DROP"));
    namespace.iptables(rule.toArray(new String[0]));
  }

  private Finished run(String words) {
    return container.sh("exec " + installation.words() + " " + words + " -- ./a.sh -e dev");
  }

  /** Summary and evidence of the note that the verdict ends with. */
  private static String note(Finished run) {
    JsonNode last = Container.verdict(run.err()).path("findings").valueStream().toList().getLast();
    assertThat(last.path("code").asText()).as(run.err()).isEqualTo("VERDICT_NOT_UPLOADED");
    assertThat(last.path("severity").asText()).isEqualTo("note");
    return last.path("summary").asText() + "\n" + last.path("because");
  }
}
