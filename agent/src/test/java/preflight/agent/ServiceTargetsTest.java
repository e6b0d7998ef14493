package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.report.JsonReport;
import preflight.world.Fault;
import preflight.world.KnownAnswer;
import preflight.world.SshServer;
import preflight.world.World;

/** Services that are reached and do not simply serve, asked in earnest on loopback. */
class ServiceTargetsTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema(), InputFormat.JSON);

  private static final String LATER = "10s";

  @TempDir private Path root;

  private final Recording recording = new Recording();
  private final World world = World.healthy();

  @BeforeEach
  void trust() throws IOException {
    world.ca().writePem(root.resolve("ca.pem"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void steady503OfJiraBlocksAndSaysItsState() {
    world.jira().inject(Fault.answering(KnownAnswer.JIRA_MAINTENANCE));

    assertThat(check("3s", "jira=" + world.jira().uriByAddress())).isEqualTo(69);
    assertThat(recording.out())
        .contains("BLOCKED  SERVICE_UNHEALTHY", "Of itself it says MAINTENANCE.");
  }

  @Test
  void nexusThatAnswers503AndThenServesIsOpen() {
    world.nexus().inject(Fault.answering(KnownAnswer.NEXUS_STARTING).atFirst(2));

    assertThat(check(LATER, "nexus=" + world.nexus().uriByAddress())).isZero();
    assertThat(recording.out()).startsWith("OPEN  ").doesNotContain("503");
  }

  @Test
  void nexusThatWantsCredentialsIsOpen() {
    world.nexus().inject(Fault.refusing(401));

    assertThat(check(LATER, "nexus=" + world.nexus().uriByAddress())).isZero();
    assertThat(recording.out()).startsWith("OPEN  ");
  }

  @Test
  void rateLimitOfGithubWarnsAtOnceAndAsksOnce() {
    for (KnownAnswer limit :
        List.of(KnownAnswer.GITHUB_RATE_LIMIT, KnownAnswer.GITHUB_SECONDARY_LIMIT)) {
      world.github().inject(Fault.answering(limit));

      assertThat(check(LATER, "github=" + world.github().uriByAddress())).isZero();
    }
    assertThat(recording.out())
        .contains("SERVICE_RATE_LIMITED", "2026-01-02T03:04:05Z", "wait for 60 s");
    assertThat(world.github().requests()).hasSize(2);
  }

  @Test
  void signOnBeforeJiraWarnsAndIsNotFollowed() {
    world.jira().inject(Fault.answering(KnownAnswer.SSO_REDIRECT));

    assertThat(check(LATER, "jira=" + world.jira().uriByAddress())).isZero();
    assertThat(recording.out())
        .contains("SERVICE_REDIRECTS_TO_LOGIN", "sso.corp.test")
        .doesNotContain("SERVICE_UNRECOGNISED", "SAMLRequest");
  }

  @Test
  void sshServerIsShownWithItsIntroduction() {
    try (var server = SshServer.start()) {
      assertThat(check(LATER, "ssh=127.0.0.1:" + server.address().getPort())).isZero();
      assertThat(recording.out())
          .contains("ssh 127.0.0.1  reachable  direct (SSH-2.0-StandIn_1.0)");
    }
  }

  @Test
  void portOnWhichNoSshServerSpeaksIsBlocked() {
    try (var server =
        SshServer.silent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      assertThat(check("3s", "ssh=127.0.0.1:" + server.address().getPort())).isEqualTo(69);
      assertThat(recording.out()).contains("BLOCKED  SSH_BLOCKED");
    }
  }

  @Test
  void expectedAddressIsOpenAndAnotherOneBlocks() {
    world.nexus().inject(Fault.answering(KnownAnswer.CALLER_ADDRESS));
    String echo = "--egress-url=" + world.nexus().uriByAddress();
    String jira = "jira=" + world.jira().uriByAddress();

    assertThat(check(LATER, jira, echo, "--expect-egress=203.0.113.6,203.0.113.7")).isZero();
    assertThat(recording.out())
        .contains("egress (optional)  reachable  direct (seen as 203.0.113.7)");
    assertThat(check(LATER, jira, echo, "--expect-egress=203.0.113.6")).isEqualTo(69);
    assertThat(recording.out()).contains("BLOCKED  EGRESS_ADDRESS_UNEXPECTED");
  }

  @Test
  void echoThatIsDownOnlyWarns() {
    world.nexus().inject(Fault.refusing(404));

    int status =
        check(
            LATER,
            "jira=" + world.jira().uriByAddress(),
            "--egress-url=" + world.nexus().uriByAddress(),
            "--expect-egress=203.0.113.6");

    assertThat(status).isZero();
    assertThat(recording.out()).contains("404 Not Found holds no address");
  }

  @Test
  void anotherAccountThanExpectedBlocks() {
    String metadata = "--metadata-host=" + world.metadata().hostAndPort();

    assertThat(ask(metadata, "--expect-scopes=cloud-platform")).isZero();
    assertThat(ask(metadata, "--expect-service-account=other@p.iam.gserviceaccount.com"))
        .isEqualTo(69);
    assertThat(recording.out()).contains("BLOCKED  SERVICE_ACCOUNT_UNEXPECTED");
  }

  @Test
  void linesAboutTheseTargetsFollowTheSchema() {
    world.github().inject(Fault.answering(KnownAnswer.GITHUB_RATE_LIMIT));
    world.nexus().inject(Fault.answering(KnownAnswer.CALLER_ADDRESS));

    check(
        "3s",
        "github=" + world.github().uriByAddress(),
        "--format=json",
        "--egress-url=" + world.nexus().uriByAddress(),
        "--optional=ssh=127.0.0.1:1");

    assertThat(recording.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty());
  }

  private int ask(String... words) {
    return recording.call(
        Map.of(),
        root,
        Stream.concat(Stream.of("check", "--deadline=" + LATER), Stream.of(words))
            .toArray(String[]::new));
  }

  private int check(String deadline, String target, String... more) {
    Map<String, String> environment =
        Map.of("CURL_CA_BUNDLE", "/ca.pem", "SSL_CERT_FILE", "/ca.pem");
    Stream<String> words =
        Stream.of("check", "--no-metadata", "--clients=curl", "--deadline=" + deadline);
    return recording.call(
        environment,
        root,
        Stream.concat(words, Stream.concat(Stream.of("--target=" + target), Stream.of(more)))
            .toArray(String[]::new));
  }
}
