package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.plan.Container;

class GitConfigTest {

  private static final URI GITHUB = URI.create("https://github.com/org/repo");

  @TempDir private Path root;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("HOME", "/", "https_proxy", "http://variable.corp:1"));

  @Test
  void configuredProxyBeatsTheVariable() throws IOException {
    config("[http]\n\tproxy = \"http://user:s3cret@git.corp:3128\" ; ours\n");

    assertThat(decide().route().via()).isEqualTo("http://git.corp:3128");
    assertThat(decide().decidedBy())
        .contains(
            new Setting("http.proxy", Setting.Origin.CLIENT_FILE, "http://***@git.corp:3128"));
  }

  @Test
  void urlThatFitsBestWins() throws IOException {
    config(
        """
        [http "https://github.com/org"]
          proxy = http://org.corp:3128
        [http "https://github.com"]
          proxy = http://host.corp:3128
        [http]
          proxy = http://any.corp:3128
        [http "https://gitlab.com"]
          proxy = http://other.corp:3128
        """);

    assertThat(via("https://github.com/org/repo")).isEqualTo("http://org.corp:3128");
    assertThat(via("https://github.com/organic")).isEqualTo("http://host.corp:3128");
    assertThat(via("https://github.com:8443/org")).isEqualTo("http://any.corp:3128");
  }

  @Test
  void emptyProxySwitchesTheVariableOff() throws IOException {
    config("[http]\n\tproxy =\n");

    assertThat(decide().route()).isEqualTo(new Route.Direct());
  }

  @Test
  void noProxyRescuesFromTheConfiguration() throws IOException {
    config("[http]\n\tproxy = http://git.corp:3128\n");
    environment.put("NO_PROXY", "github.com");

    assertThat(decide().matched()).contains("github.com");
  }

  @Test
  void environmentsConfigurationIsTheLastWord() throws IOException {
    config("[http]\n\tproxy = http://git.corp:3128\n");
    environment.putAll(
        Map.of(
            "GIT_CONFIG_COUNT", "1",
            "GIT_CONFIG_KEY_0", "http.https://github.com/.proxy",
            "GIT_CONFIG_VALUE_0", "http://env.corp:3128"));

    assertThat(decide().route().via()).isEqualTo("http://env.corp:3128");
  }

  @Test
  void nothingConfiguredLeavesTheVariable() {
    assertThat(decide().route().via()).isEqualTo("http://variable.corp:1");
  }

  private Decision decide() {
    return RouteTable.of(new Container(environment, root)).decide(ClientFamily.GIT, GITHUB);
  }

  private String via(String url) {
    return RouteTable.of(new Container(environment, root))
        .decide(ClientFamily.GIT, URI.create(url))
        .route()
        .via();
  }

  private void config(String text) throws IOException {
    Files.writeString(root.resolve(".gitconfig"), text);
  }
}
