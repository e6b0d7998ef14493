package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.seen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {

  private static final Deployment JOB = new Deployment("jobs", "a", "r1", Optional.empty());

  @Test
  void jobIsNamedAsItsEnvironmentAndMetadataTell() {
    var evidence =
        seen(
            Map.of("CLOUD_RUN_JOB", "my-agent-4"), comparison(METADATA, BY_ADDRESS, ownMetadata()));

    assertThat(Deployment.of(evidence).update("--x"))
        .isEqualTo(
            "gcloud run jobs update my-agent-4 --region=europe-west1 --project=my-project --x");
  }

  @Test
  void whatIsNotKnownIsAPlaceholder() {
    assertThat(Deployment.of(seen()).update("--x"))
        .isEqualTo("gcloud run jobs update JOB --region=REGION --x");
  }

  @Test
  void serviceIsUpdatedAsAService() {
    assertThat(Deployment.of(seen(Map.of("K_SERVICE", "web"))).update())
        .isEqualTo("gcloud run services update web --region=REGION");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a,b", "it's", "a@b", "a@b##c", "$HOME `id` \"x\"", "*.corp"})
  void shellHandsTheValueToGcloudAsItIs(String value) throws Exception {
    String command = JOB.updateVariables(Map.of("NO_PROXY", value));

    String flag = argumentsInTheShell(command).getLast();

    String declared = flag.substring("--update-env-vars=^".length());
    String delimiter = declared.substring(0, declared.indexOf('^'));
    assertThat(value).doesNotContain(delimiter);
    assertThat(declared.substring(delimiter.length() + 1)).isEqualTo("NO_PROXY=" + value);
  }

  private static List<String> argumentsInTheShell(String command)
      throws IOException, InterruptedException {
    String script = "gcloud() { printf '%s\\n' \"$@\"; }\n" + command;
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return printed.lines().toList();
  }
}
