package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.lab.Container.codes;
import static preflight.lab.Container.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload that runs without Preflight runs with it. */
class GreenStaysGreenTest {

  private static final String GITHUB = "203.0.113.10";
  private static final String NEXUS = "10.20.0.5";

  @TempDir Path folder;
  private Container container;

  @BeforeEach
  void healthyWorld() {
    var namespace =
        Namespace.create().owns("169.254.169.254").owns("10.8.0.2").owns(GITHUB).owns(NEXUS);
    namespace.file(
        "hosts",
        """
        127.0.0.1 localhost
        10.8.0.2 proxy.corp
        169.254.169.254 metadata.google.internal metadata
        203.0.113.10 github.test
        10.20.0.5 nexus.corp.test
        """);
    container = new Container(namespace, folder).workload();
  }

  @AfterEach
  void remove() {
    container.close();
  }

  @Test
  void mandatoryProxyWithEveryDirectWayClosed() {
    stands("metadata=169.254.169.254:80", "github=203.0.113.10:443");
    Squid.start(container.namespace(), folder, List.of("http_access allow all"));
    Squid.aloneReaches(container.namespace(), GITHUB, 443, "DROP");
    container
        .with("HTTPS_PROXY", "http://proxy.corp:3128")
        .with("https_proxy", "http://proxy.corp:3128");

    opens("--clients", "curl,git,python-requests", "--target", "github=https://github.test");
  }

  @Test
  void proxyVariableThatAGoProgramDoesNotRead() {
    stands("metadata=169.254.169.254:80", "github=203.0.113.10:443");
    container.with("HTTP_PROXY", "http://127.0.0.1:9");

    opens("--clients", "go,go-metadata", "--target", "github=https://github.test");
  }

  @Test
  void laptopWithoutAMetadataServer() {
    container.namespace().iptables("-A", "OUTPUT", "-d", "169.254.169.254", "-j", "DROP");

    Finished check = container.without("CLOUD_RUN_JOB").check("--format", "json");

    assertThat(check.status()).as(check.out() + check.err()).isZero();
    assertThat(verdict(check.out()).path("elapsedMs").asLong()).isLessThanOrEqualTo(5_000);
  }

  @Test
  void nexusBehindAReverseProxyThatStripsItsHeaders() {
    stands("metadata=169.254.169.254:80", "anonymous=10.20.0.5:443/nexus.corp.test");

    JsonNode verdict = opens("--clients", "curl", "--target", "nexus=https://nexus.corp.test");

    assertThat(codes(verdict, "warning")).containsExactly("SERVICE_UNRECOGNISED");
  }

  @Test
  void javaOptionsOfTheJobReachTheWorkloadAndNobodyElse() {
    String options = "-XX:+UseG1GC -Dhttp.proxyPassword=canary";
    stands("metadata=169.254.169.254:80");
    container.with("JAVA_TOOL_OPTIONS", options).workload("echo \"$JAVA_TOOL_OPTIONS\"");

    Finished run = container.run("--clients", "curl");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("a.sh -e dev -c api\n" + options + "\n");
    assertThat(run.err()).doesNotContain("canary").doesNotContain("Picked up");
  }

  @Test
  void nameThatOnlyTheHostsFileKnowsWithADeadNameserver() {
    stands("metadata=169.254.169.254:80", "github=203.0.113.10:443");
    container.namespace().file("resolv.conf", "nameserver 10.8.0.2\noptions timeout:1\n");

    opens("--clients", "curl", "--target", "github=https://github.test");
  }

  @Test
  void corporateAuthorityInTheImagesOwnBundle() {
    stands("metadata=169.254.169.254:80", "github=203.0.113.10:443");

    opens("--clients", "curl,git,wget,go,python-urllib", "--target", "github=https://github.test");
  }

  @Test
  void brokenConfigurationWithTheGateSwitchedOff() {
    Path broken = container.write("preflight.yaml", "targets: [");
    container.with("PREFLIGHT_GATE", "off:INC-1");

    Finished run = container.run("--config", broken.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("a.sh -e dev -c api\n");
    assertThat(verdict(run.err()).path("outcome").asText()).isEqualTo("skipped");
  }

  /** Runs the workload behind the gate, and answers the verdict of a gate that opened. */
  private JsonNode opens(String... options) {
    Finished run = container.run(options);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("a.sh -e dev -c api\n");
    JsonNode verdict = verdict(run.err());
    assertThat(codes(verdict, "error")).isEmpty();
    return verdict;
  }

  /** Starts stand-ins, and puts their authority into the image's bundle, and nowhere else. */
  private void stands(String... stands) {
    String authority = Stands.start(container.namespace(), stands);
    container.namespace().file("ssl/certs/ca-certificates.crt", authority);
  }
}
