package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.diagnosis.Gate;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.plan.TlsInspection;

class SettingsTest {

  @TempDir private Path root;

  @Test
  void nothingSaidGivesTheDefaultsOfTheContract() throws Refusal {
    Settings settings = read(Map.of());

    assertThat(settings.plan().deadline()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.plan().attemptTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.plan().metadataHost().getHostString()).isEqualTo("169.254.169.254");
    assertThat(settings.plan().clients()).isEqualTo(new ClientSelection.Auto());
    assertThat(settings.gate()).isEqualTo(new Gate.Enforce());
    assertThat(settings.onFault()).isEqualTo(OnFault.OPEN);
    assertThat(settings.blockedExitCode()).isEqualTo(69);
  }

  @Test
  void privateSuffixesAndControlHostAreTakenAsWritten() throws Refusal {
    Plan plan =
        read(
                Map.of("PREFLIGHT_PRIVATE", "*.corp.example .intra.example"),
                "--control",
                "example.com")
            .plan();

    assertThat(plan.expectations().privateSuffixes())
        .containsExactly("corp.example", "intra.example");
    assertThat(plan.control()).isEqualTo("example.com");
  }

  @Test
  void nothingIsPrivateAndGoogleIsTheControlHostUnlessSaid() throws Refusal {
    Plan plan = read(Map.of()).plan();

    assertThat(plan.expectations().privateSuffixes()).isEmpty();
    assertThat(plan.control()).isEqualTo("storage.googleapis.com");
  }

  @Test
  void optionBeatsVariableBeatsFile() throws Refusal, IOException {
    file("deadline: 10s\nattempt-timeout: 1s\nblocked-exit-code: 3");
    var environment = Map.of("PREFLIGHT_DEADLINE", "20s", "PREFLIGHT_ATTEMPT_TIMEOUT", "2s");

    Settings settings = read(environment, "--deadline", "30s");

    assertThat(settings.plan().deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.plan().attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.blockedExitCode()).isEqualTo(3);
  }

  @Test
  void listOfAStrongerSourceReplacesTheWeakerOne() throws Refusal, IOException {
    file("target: [github=github.com]");

    Plan plan =
        read(Map.of("PREFLIGHT_TARGETS", "dns=a.test\n tcp=b.test:1"), "--no-metadata").plan();

    assertThat(plan.targets()).extracting(Target::name).containsExactly("dns", "tcp");
  }

  @ParameterizedTest
  @CsvSource({
    "warn, enforce, warn",
    "off:INC-1, enforce, off",
    "off, warn, off",
    "enforce, warn, warn",
  })
  void warnAndOffInTheEnvironmentBeatEveryOption(String variable, String option, String gate)
      throws Refusal {
    Settings settings = read(Map.of("PREFLIGHT_GATE", variable), "--gate", option);

    assertThat(settings.gate().label()).isEqualTo(gate);
  }

  @Test
  void expectationsComeFromEverySource() throws Refusal, IOException {
    file("expect-service-account: agent@p.iam.gserviceaccount.com\negress-url: https://ip.test/me");

    Plan plan =
        read(
                Map.of("PREFLIGHT_EXPECT_SCOPES", "cloud-platform https://mail.google.com/"),
                "--expect-egress=34.1.2.3,2600:1900::1",
                "--expect-egress=34.1.2.4")
            .plan();

    assertThat(plan.expectations().serviceAccount()).contains("agent@p.iam.gserviceaccount.com");
    assertThat(plan.expectations().scopes())
        .containsExactly(
            "https://www.googleapis.com/auth/cloud-platform", "https://mail.google.com/");
    assertThat(plan.expectations().egressAddresses())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("34.1.2.3", "2600:1900:0:0:0:0:0:1", "34.1.2.4");
    assertThat(plan.targets().getLast())
        .isEqualTo(
            new Target(
                "egress",
                Target.Kind.EGRESS,
                Target.Need.OPTIONAL,
                URI.create("https://ip.test/me")));
  }

  @Test
  void trustedTlsInspectionIsReportedUnlessItIsAllowed() throws Refusal {
    assertThat(read(Map.of()).plan().inspection()).isEqualTo(TlsInspection.REPORTED);
    assertThat(read(Map.of("PREFLIGHT_ALLOW_TLS_INSPECTION", "true")).plan().inspection())
        .isEqualTo(TlsInspection.ALLOWED);
  }

  @Test
  void presentedAuthoritiesAreSavedWhereTheOptionSays() throws Refusal {
    assertThat(read(Map.of(), "--presented-ca=/tmp/seen.pem").files())
        .singleElement()
        .returns("--presented-ca", SavedFile::option)
        .returns(Path.of("/tmp/seen.pem"), SavedFile::path);
  }

  @ParameterizedTest
  @CsvSource({
    "90s, 90000",
    "1m30s, 90000",
    "500ms, 500",
    "1h, 3600000",
    "2m, 120000",
    "1s5ms, 1005"
  })
  void durationsAreRead(String text, long millis) throws Refusal {
    assertThat(read(Map.of(), "--deadline", text).plan().deadline()).hasMillis(millis);
  }

  @Test
  void clientsAreSeparatedByCommasOrWhiteSpace() throws Refusal {
    var both = new ClientSelection.Only(List.of("go", "go-metadata"));

    assertThat(read(Map.of(), "--clients", "go,go-metadata").plan().clients()).isEqualTo(both);
    assertThat(read(Map.of("PREFLIGHT_CLIENTS", "go, go-metadata")).plan().clients())
        .isEqualTo(both);
  }

  @Test
  void everyOptionCanStandInTheFile() throws Refusal, IOException {
    file(
        """
        # what the job needs
        target:
          - github=https://github.com
          - tcp=db.test:5432
        optional: jira=https://jira.test
        no-metadata: true
        clients: [curl, git]
        deadline: 60s
        attempt-timeout: 5s
        gate: warn
        on-fault: block
        format: json
        output: /tmp/verdict.json
        blocked-exit-code: 75
        metadata-host: 127.0.0.1
        """);

    Settings settings = read(Map.of());

    assertThat(settings.plan().targets())
        .extracting(Target::name)
        .containsExactly("github", "tcp", "jira");
    assertThat(settings.gate()).isEqualTo(new Gate.Warn());
    assertThat(settings.onFault()).isEqualTo(OnFault.BLOCK);
    assertThat(settings.format()).isEqualTo(Format.JSON);
    assertThat(settings.files())
        .extracting(SavedFile::path)
        .containsExactly(Path.of("/tmp/verdict.json"));
    assertThat(settings.blockedExitCode()).isEqualTo(75);
  }

  @Test
  void exampleOfAJobIsRead() throws Refusal, IOException {
    file(Files.readString(Path.of("../examples/cloud-run-job/preflight.yaml")));

    Settings settings = read(Map.of("CLOUD_RUN_JOB", "my-job"));

    assertThat(settings.plan().targets())
        .filteredOn(target -> target.need() == Target.Need.REQUIRED)
        .extracting(Target::name)
        .containsExactlyInAnyOrder("metadata", "github", "jira", "nexus", "tcp");
    assertThat(settings.gate()).isEqualTo(new Gate.Warn());
  }

  @Test
  void emptyFileSaysNothing() throws Refusal, IOException {
    file("# nothing yet\n");

    assertThat(read(Map.of()).plan().deadline()).isEqualTo(Plan.DEFAULT_DEADLINE);
  }

  private void file(String yaml) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/preflight.yaml"), yaml);
  }

  private Settings read(Map<String, String> environment, String... words) throws Refusal {
    return Settings.read(Arguments.parse(List.of(words)), new Container(environment, root));
  }
}
