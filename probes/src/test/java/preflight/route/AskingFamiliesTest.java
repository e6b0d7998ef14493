package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.plan.Container;
import preflight.plan.Target;

/** Which families may ask a target of a kind at all. */
class AskingFamiliesTest {

  @Test
  void everyFamilyAsksOnlyWhatItCan() {
    RouteTable table = RouteTable.of(new Container(Map.of(), Path.of("/nonexistent")));

    assertThat(table.asking(Target.Kind.METADATA))
        .contains(ClientFamily.CURL, ClientFamily.PYTHON_REQUESTS, ClientFamily.GO_METADATA)
        .doesNotContain(ClientFamily.GIT, ClientFamily.GO, ClientFamily.JAVA_OKHTTP);
    assertThat(table.asking(Target.Kind.GITHUB))
        .contains(ClientFamily.GIT, ClientFamily.CURL)
        .doesNotContain(ClientFamily.GCLOUD_TOKEN, ClientFamily.GO_METADATA);
    assertThat(table.asking(Target.Kind.NEXUS)).doesNotContain(ClientFamily.GIT);
    assertThat(table.asking(Target.Kind.TCP)).isEmpty();
    assertThat(table.asking(Target.Kind.DNS)).isEmpty();
  }
}
