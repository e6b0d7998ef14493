package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;

class TargetSyntaxTest {

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "github=github.com, https://github.com",
    "github=https://ghe.corp.test:8443, https://ghe.corp.test:8443",
    "jira=https://corp.test/jira, https://corp.test/jira",
    "nexus=http://nexus.corp.test:8081/nexus/, http://nexus.corp.test:8081/nexus/",
    "http=https://a.test/x?y=z, https://a.test/x?y=z",
    "http=https://[::1]:8443/, https://[::1]:8443/",
    "dns=nexus.corp.test, dns://nexus.corp.test",
    "tcp=10.1.2.3:5432, tcp://10.1.2.3:5432",
    "tcp=[fd00::1]:22, tcp://[fd00:0:0:0:0:0:0:1]:22",
    "ssh=git.corp.test, ssh://git.corp.test:22",
    "ssh=git.corp.test:7999, ssh://git.corp.test:7999",
    "ssh=[fd00::1]:22, ssh://[fd00:0:0:0:0:0:0:1]:22",
    "ssh=[fd00::1], ssh://[fd00:0:0:0:0:0:0:1]:22",
    "google=storage, https://storage.googleapis.com",
    "google=secretmanager.googleapis.com, https://secretmanager.googleapis.com",
  })
  void targetsOfEveryKindAreRead(String text, String uri) throws Refusal {
    Target target = read(Map.of(), "--target", text).plan().targets().getLast();

    assertThat(target.uri()).isEqualTo(URI.create(uri));
    assertThat(target.required()).isTrue();
  }

  @Test
  void schemeOfAUrlMayBeWrittenInCapitals() throws Refusal {
    Plan plan = read(Map.of(), "--no-metadata", "--target=http=HTTPS://Wiki.corp/Start").plan();

    assertThat(plan.targets())
        .extracting(Target::uri)
        .containsExactly(URI.create("https://Wiki.corp/Start"));
  }

  @Test
  void repeatedKindIsNumbered() throws Refusal {
    Plan plan =
        read(Map.of(), "--target=dns=a.test", "--optional=dns=b.test", "--target", "dns=c.test")
            .plan();

    assertThat(plan.targets())
        .extracting(Target::name)
        .containsExactly("metadata", "dns", "dns-2", "dns-3");
    assertThat(plan.targets()).filteredOn(Target::required).hasSize(2);
  }

  @Test
  void targetsOfOneKindAreToldApart() throws Refusal {
    Plan plan =
        read(
                Map.of("PREFLIGHT_TARGETS", "google=storage google=logging google=storage tcp=a:1"),
                "--no-metadata",
                "--optional=tcp=b:2")
            .plan();

    assertThat(plan.targets())
        .extracting(Target::name)
        .containsExactly("google-storage", "google-logging", "google-storage-2", "tcp", "tcp-2");
  }

  @Test
  void metadataServerIsRequiredOnCloudRunAlone() throws Refusal {
    assertThat(metadata(read(Map.of())).required()).isFalse();
    assertThat(metadata(read(Map.of("CLOUD_RUN_JOB", "j"))).required()).isTrue();
    assertThat(metadata(read(Map.of("K_SERVICE", "s"))).required()).isTrue();
    assertThat(metadata(read(Map.of("K_SERVICE", "s"), "--optional=metadata")).required())
        .isFalse();
    assertThat(metadata(read(Map.of(), "--target=metadata")).required()).isTrue();
    assertThat(read(Map.of(), "--no-metadata", "--target=dns=a.test").plan().metadata()).isEmpty();
  }

  @Test
  void metadataHostOfATestIsAskedInstead() throws Refusal {
    Settings settings = read(Map.of(), "--metadata-host", "127.0.0.1:8099");

    assertThat(settings.plan().metadataHost().getPort()).isEqualTo(8099);
    assertThat(metadata(settings).uri()).isEqualTo(URI.create("http://127.0.0.1:8099/"));
  }

  private Settings read(Map<String, String> environment, String... words) throws Refusal {
    return Settings.read(Arguments.parse(List.of(words)), new Container(environment, root));
  }

  private static Target metadata(Settings settings) {
    return settings.plan().metadata().orElseThrow();
  }
}
