package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;

class SshConfigTest {

  private static final URI GITHUB = URI.create("ssh://github.com:22");

  @TempDir private Path root;

  @Test
  void withoutAConfigurationTheHostItselfIsDialled() {
    assertThat(way(GITHUB)).isEqualTo(new SshWay(GITHUB, new Route.Direct()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Host github.com;HostName ssh.github.com;Port 443 | ssh://ssh.github.com:443",
        "host GitHub.com;  hostname=ssh.github.com | ssh://ssh.github.com:22",
        "Host *;Port = 443 | ssh://github.com:443",
        "Host git*.com !github.com;Port 443 | ssh://github.com:22",
        "Host gitlab.com;Port 443 | ssh://github.com:22",
        "Host github.?om gitlab.com;HostName internal.%h | ssh://internal.github.com:22",
        "Port 2222;Host github.com;Port 443 | ssh://github.com:2222",
        "Match host github.com,x;Port 443 | ssh://github.com:443",
        "Match exec true;Port 443 | ssh://github.com:22",
        "Match all;Port 443 | ssh://github.com:443",
        "# Port 443;Host github.com;User git | ssh://github.com:22",
        "Host github.com;HostName not a host;Port many | ssh://github.com:22",
        "Host github.com;HostName fd00::7 | ssh://[fd00::7]:22",
      })
  void hostAndPortOfTheConfigurationAreDialled(String text, String dialled) throws IOException {
    write("root/.ssh/config", text);

    assertThat(way(GITHUB)).isEqualTo(new SshWay(URI.create(dialled), new Route.Direct()));
  }

  @Test
  void portThatTheUserNamedBeatsTheConfiguration() throws IOException {
    write("root/.ssh/config", "Port 443");

    assertThat(way(URI.create("ssh://git.corp:7999")).url())
        .isEqualTo(URI.create("ssh://git.corp:7999"));
  }

  @Test
  void usersFileBeatsTheSystems() throws IOException {
    write("etc/ssh/ssh_config", "Port 2222;ProxyJump none");
    write("home/me/.ssh/config", "Host github.com;Port 443");

    assertThat(SshConfig.of(new Container(Map.of("HOME", "/home/me"), root)).way(GITHUB).url())
        .isEqualTo(URI.create("ssh://github.com:443"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Host *;ProxyCommand nc -X connect -x user:CANARY@proxy:3128 %h %p | proxycommand",
        "Host github.com;ProxyJump bastion.corp | proxyjump",
      })
  void wayThroughAnotherProgramIsNotFollowed(String text, String keyword) throws IOException {
    write("etc/ssh/ssh_config", text);

    assertThat(way(GITHUB).route())
        .isInstanceOf(Route.Unsupported.class)
        .extracting(Route::via)
        .isEqualTo("/etc/ssh/ssh_config: " + keyword);
    assertThat(way(GITHUB).toString()).doesNotContain("CANARY");
  }

  @Test
  void proxyCommandNoneIsTheDirectWay() throws IOException {
    write("root/.ssh/config", "Host github.com;ProxyCommand none;Host *;ProxyCommand nc %h %p");

    assertThat(way(GITHUB).route()).isEqualTo(new Route.Direct());
  }

  private SshWay way(URI asked) {
    return SshConfig.of(new Container(Map.of(), root)).way(asked);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text.replace(';', '\n'));
  }
}
