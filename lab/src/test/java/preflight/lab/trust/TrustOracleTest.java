package preflight.lab.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import preflight.lab.Finished;
import preflight.lab.Namespace;
import preflight.lab.Needed;
import preflight.lab.OwnJvm;

/** What the library says of trust, against the real clients in the same container. */
class TrustOracleTest {

  private static final Duration AT_MOST = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CURL", "WGET", "GIT", "PYTHON_URLLIB"})
  void everydayClientTrustsWhomTheLibrarySays(Client client) {
    holdAgainstLibrary(client);
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON_REQUESTS", "NODE", "GO", "JAVA"})
  @Tag("long")
  void clientTrustsWhomTheLibrarySays(Client client) throws IOException {
    prepare(client);
    holdAgainstLibrary(client);
  }

  private void holdAgainstLibrary(Client client) {
    try (Namespace namespace = Namespace.create()) {
      namespace
          .file("hosts", "127.0.0.1 localhost a.test b.test\n")
          .file("ssl/certs/of-the-lab", "");
      Finished finished =
          namespace
              .run(
                  Map.of(),
                  AT_MOST,
                  OwnJvm.command(TrustProgram.class, client.name(), folder.toString()))
              .succeeded(client);
      assertThat(finished.out().lines()).containsExactly("asked " + 2 * Settings.of(client).size());
    }
  }

  private void prepare(Client client) throws IOException {
    switch (client) {
      case GO -> {
        Path source = Files.writeString(folder.resolve("ask.go"), Client.GO_SOURCE);
        Needed.goProgram(source, folder.resolve("ask"));
      }
      case PYTHON_REQUESTS -> Needed.pythonRequests();
      case CURL, WGET, GIT, PYTHON_URLLIB, NODE, JAVA -> {}
    }
  }
}
