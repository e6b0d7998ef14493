package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.plan.Container;

class GcloudPropertiesTest {

  private static final URI METADATA = URI.create("http://metadata.google.internal/");

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/job"));

  @BeforeEach
  void configure() throws IOException {
    write("/home/job/.config/gcloud/configurations/config_default", "[core]\nproject = p\n");
    write(
        "/home/job/.config/gcloud/configurations/config_corp",
        """
        [core]
        address = not.this.one
        [proxy]
        type = http
        address = proxy.corp
        port = 3128
        username = job
        password = s3cret
        """);
  }

  @Test
  void activeConfigurationDecides() throws IOException {
    assertThat(decide().route()).isEqualTo(new Route.Direct());

    write("/home/job/.config/gcloud/active_config", "corp\n");

    assertThat(decide().route().via()).isEqualTo("http://proxy.corp:3128");
    assertThat(decide().route().proxy().flatMap(ProxyAddress::userinfo)).contains("job:s3cret");
    assertThat(decide().decidedBy())
        .contains(new Setting("proxy/address", Setting.Origin.GCLOUD_PROPERTY, "proxy.corp:3128"));
  }

  @Test
  void noProxyDoesNotRescue() {
    environment.putAll(
        Map.of("CLOUDSDK_ACTIVE_CONFIG_NAME", "corp", "NO_PROXY", "*", "no_proxy", "*"));

    assertThat(decide().route()).isInstanceOf(Route.Forward.class);
  }

  @Test
  void propertiesBeatTheEnvironmentsProxy() {
    environment.putAll(
        Map.of("CLOUDSDK_ACTIVE_CONFIG_NAME", "corp", "http_proxy", "http://other.corp:1"));

    assertThat(decide().route().via()).isEqualTo("http://proxy.corp:3128");
  }

  @Test
  void variablesBeatTheFile() {
    environment.putAll(
        Map.of("CLOUDSDK_ACTIVE_CONFIG_NAME", "corp", "CLOUDSDK_PROXY_PORT", "8080"));

    assertThat(decide().route().via()).isEqualTo("http://proxy.corp:8080");
  }

  @Test
  void halfASettingIsRefused() {
    environment.put("CLOUDSDK_PROXY_ADDRESS", "proxy.corp");

    assertThat(decide().route())
        .isEqualTo(
            new Route.Unsupported(
                "proxy/address=proxy.corp",
                "gcloud wants proxy/type, proxy/address and proxy/port set together"));
  }

  @Test
  void installationsPropertiesComeLast() throws IOException {
    write(
        "/usr/lib/google-cloud-sdk/properties",
        "[proxy]\ntype = http\naddress = image.corp\nport = 3128\n");

    assertThat(decide().route().via()).isEqualTo("http://image.corp:3128");
    environment.put("CLOUDSDK_ACTIVE_CONFIG_NAME", "corp");
    assertThat(decide().route().via()).isEqualTo("http://proxy.corp:3128");
  }

  @Test
  void detectionIsNeverProxied() {
    environment.put("CLOUDSDK_ACTIVE_CONFIG_NAME", "corp");

    assertThat(table().decide(ClientFamily.GCLOUD_DETECTION, METADATA).route())
        .isEqualTo(new Route.Direct());
  }

  private Decision decide() {
    return table().decide(ClientFamily.GCLOUD_TOKEN, METADATA);
  }

  private RouteTable table() {
    return RouteTable.of(new Container(environment, root));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
