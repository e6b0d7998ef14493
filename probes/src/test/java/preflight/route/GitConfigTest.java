package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @CsvSource({
    "https://*.corp.test, https://git.corp.test/org, true",
    "https://*.corp.test, https://a.git.corp.test/org, false",
    "https://*.corp.test, https://corp.test/org, false",
    "https://git.*.test, https://git.corp.test/org, true",
    "https://g*.corp.test, https://git.corp.test/org, false",
    "https://.corp.test, https://git.corp.test/org, false",
    "HTTPS://GIT.corp.test:443/, https://git.corp.test/org, true",
    "https://git.corp.test.:0443, https://git.corp.test/org, true",
    "https://git.corp.test:, https://git.corp.test/org, true",
    "https://git.corp.test:8443, https://git.corp.test/org, false",
    "https://*:8443, https://git.corp.test:8443/org, false",
    "http://git.corp.test, https://git.corp.test/org, false",
    "https://me@git.corp.test, https://git.corp.test/org, false",
    "https://me@git.corp.test, https://me@git.corp.test/org, true",
    "https://me:x@git.corp.test, https://me:y@git.corp.test/org, true",
    "https://git.corp.test/o, https://git.corp.test/org, false",
    "https://git.corp.test/org/, https://git.corp.test/org, true",
    "https://git.corp.test/org#x, https://git.corp.test/org, false",
    "https://[fd20::5], https://[fd20::5]/org, true",
    "git.corp.test, https://git.corp.test/org, false",
    "https://, https://git.corp.test/org, false"
  })
  void urlOfAKeyFitsAsGitHasIt(String pattern, String asked, boolean fits) throws IOException {
    config("[http \"" + pattern + "\"]\n\tproxy = http://git.corp:3128\n");

    assertThat(via(asked)).isEqualTo(fits ? "http://git.corp:3128" : "http://variable.corp:1");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.corp.test, https://*.corp.test/org",
    "https://*.corp.test/org, https://*.corp.test",
    "https://me@git.corp.test, https://git.corp.test",
    "https://git.corp.test/org, https://me@git.corp.test"
  })
  void closerOfTwoThatFitWinsWhereverItStands(String closer, String looser) throws IOException {
    String close = "[http \"" + closer + "\"]\n\tproxy = http://close.corp:3128\n";
    String loose = "[http \"" + looser + "\"]\n\tproxy = http://loose.corp:3128\n";

    for (String text : List.of(close + loose, loose + close)) {
      config(text);
      assertThat(via("https://me@git.corp.test/org")).isEqualTo("http://close.corp:3128");
    }
  }

  @Test
  void laterOfTwoThatFitAlikeWins() throws IOException {
    config("[http \"https://git.corp.test\"]\n\tproxy = http://one.corp:3128\n");
    environment.putAll(
        Map.of(
            "GIT_CONFIG_COUNT", "1",
            "GIT_CONFIG_KEY_0", "http.https://git.corp.test.proxy",
            "GIT_CONFIG_VALUE_0", "http://two.corp:3128"));

    assertThat(via("https://git.corp.test/org")).isEqualTo("http://two.corp:3128");
  }

  /** The real git answers the same to {@code git config --get-urlmatch http.proxy}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[http] proxy = http://git.corp:1",
        "[http \"https://github.com\"] proxy = http://git.corp:1",
        "[http  \"https://github.com\"]\n proxy=http://git.corp:1",
        "[HTTP \"https://GitHub.com\"]\n PROXY=http://git.corp:1",
        "[http]# ours\r\n\tproxy = http://git.corp:1\r\n",
        "\ufeff[http]\n proxy = http://git.corp:1",
        "[http]\n proxy = http://git.corp:1#ours",
        "[http]\n proxy = http://git.corp:1;ours",
        "[http]\n proxy = \"http://git.corp:1\" # ours",
        "[http]\n proxy = http://git.corp:\"1\"  ",
        "[http]\n proxy = \"http://u:p;x\\\"y\\\\z@git.corp:1\"",
        "[http]\n proxy = \\\n   http://git.corp\\\n:1",
        "[http]\n; no \\\nproxy = http://git.corp:1",
        "[http]\n proxy = http://x.corp:1\n[core]\n bare\n[http]\n proxy = http://git.corp:1",
        "[http]\n proxy = http://git.corp:1\n[core]\n proxy = http://x.corp:1"
      })
  void syntaxIsGits(String text) throws IOException {
    config(text);

    assertThat(decide().route().via()).isEqualTo("http://git.corp:1");
  }

  @Test
  void endlessValueIsReadInALoop() throws IOException {
    config("[http]\n proxy = http://git.corp:1\n x = \"" + "\\\\ \" a\"".repeat(50_000) + "\"\n");

    assertThat(decide().route().via()).isEqualTo("http://git.corp:1");
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
