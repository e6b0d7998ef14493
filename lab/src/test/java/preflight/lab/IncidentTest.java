package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.lab.Container.codes;
import static preflight.lab.Container.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incident that Preflight exists for, with a real Squid that denies the metadata server. */
class IncidentTest {

  private static final String[] QUICK = {"--deadline", "30s", "--attempt-timeout", "3s"};

  @TempDir Path folder;
  private Container container;

  @BeforeEach
  void squidThatDeniesTheMetadataServer() {
    var namespace = Namespace.create().owns("169.254.169.254").owns("10.8.0.2");
    namespace.file(
        "hosts",
        """
        127.0.0.1 localhost
        10.8.0.2 proxy.corp
        169.254.169.254 metadata.google.internal metadata
        """);
    container = new Container(namespace, folder);
    Stands.start(namespace, "metadata=169.254.169.254:80");
    Squid.start(namespace, folder, Squid.DENIES_METADATA);
  }

  @AfterEach
  void remove() {
    container.close();
  }

  @Test
  void proxyVariableIsNamedAndTheWorkloadDoesNotStart() {
    container.with("HTTP_PROXY", "http://proxy.corp:3128").workload();

    Finished run = container.run(QUICK);

    assertThat(run.status()).as(run.err()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    JsonNode verdict = verdict(run.err());
    assertThat(codes(verdict, "error")).containsExactly("METADATA_PROXIED_BY_ENV");
    JsonNode finding = verdict.path("findings").path(0);
    assertThat(finding.path("summary").asText())
        .contains("HTTP_PROXY=http://proxy.corp:3128", "Squid", "ERR_ACCESS_DENIED");
    assertThat(finding.path("remedy").path("commands").path(0).asText())
        .startsWith("gcloud run jobs update my-agent-4 ")
        .contains("NO_PROXY=", "metadata.google.internal", "169.254.169.254");
  }

  @Test
  void theVerdictsOwnRemedyOpensTheGate() {
    container
        .with("HTTP_PROXY", "http://proxy.corp:3128")
        .workload(
            "echo pid $$",
            "for p in /proc/[0-9]*; do",
            "  [ \"$(readlink $p/ns/net)\" = \"$(readlink /proc/$$/ns/net)\" ] || continue",
            "  tr '\\0' ' ' <$p/cmdline | grep preflight.agent.Main",
            "done",
            "read -r children </proc/$$/task/$$/children",
            "echo \"children $children\"",
            "exit 7");
    Finished blocked = container.run(QUICK);
    verdict(blocked.err())
        .path("findings")
        .path(0)
        .path("remedy")
        .path("values")
        .forEachEntry((name, value) -> container.with(name, value.asText()));

    Finished open = container.run(QUICK);

    assertThat(open.status()).as(open.err()).isEqualTo(7);
    assertThat(verdict(open.err()).path("outcome").asText()).isEqualTo("open");
    assertThat(open.out().lines().toList())
        .satisfiesExactly(
            said -> assertThat(said).isEqualTo("a.sh -e dev -c api"),
            pid -> assertThat(pid).isEqualTo("pid " + open.pid()),
            children -> assertThat(children).isEqualTo("children "));
  }

  @Test
  void redirectedTrafficWithoutAProxyVariableIsInterception() {
    container.workload();
    Squid.intercepts(container.namespace(), "169.254.169.254");

    Finished run = container.run(QUICK);

    assertThat(run.status()).as(run.err()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(codes(verdict(run.err()), "error")).containsExactly("METADATA_INTERCEPTED");
  }
}
