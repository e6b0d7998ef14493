package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import preflight.diagnosis.Evidence;
import preflight.route.ClientFamily;
import preflight.route.Route;

class NoProxyRemedyTest {

  private final Evidence evidence = MetadataNoProxyIneffectiveTest.story();

  @ParameterizedTest
  @EnumSource
  void everyFamilyThatReadsTheEnvironmentThenGoesDirectly(ClientFamily family) {
    Map<String, String> values = NoProxyRemedy.of(evidence, "the metadata server").values();
    var mended = evidence.routes().with(values);

    for (URI url : List.of(BY_NAME, BY_ADDRESS)) {
      assertThat(mended.decide(family, url).route()).isInstanceOf(Route.Direct.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GCLOUD_TOKEN", "GOOGLE_AUTH_PYTHON", "PYTHON_REQUESTS", "NODE_GAXIOS"})
  void beforeThatTheyDidNot(ClientFamily family) {
    var url = URI.create("http://169.254.169.254");

    assertThat(evidence.routes().decide(family, url).route()).isNotInstanceOf(Route.Direct.class);
  }
}
