package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;

class ContainerProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://logging.googleapis.com/v2/entries:list | '' | proxy.test/<unresolved>:3128",
        "https://oauth2.googleapis.com/token | other.test | proxy.test/<unresolved>:3128",
        "https://logging.googleapis.com/v2/entries:list | .googleapis.com | DIRECT",
        "http://metadata.google.internal/computeMetadata/v1/ | '' | DIRECT",
        "http://169.254.169.254/computeMetadata/v1/ | '' | DIRECT",
        "https://googleapis.com.test/ | '' | DIRECT",
      })
  void googleApisGoAsTheSettingsSay(String url, String noProxy, String way) {
    var container =
        new Container(
            Map.of(
                "HTTPS_PROXY", "http://proxy.test:3128",
                "HTTP_PROXY", "http://proxy.test:3128",
                "NO_PROXY", noProxy),
            Path.of("/"));

    var proxies = new ContainerProxies(container).select(URI.create(url));

    assertThat(proxies).singleElement().asString().contains(way);
  }
}
