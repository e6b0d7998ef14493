package preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import preflight.example.Embedding;

/** README's snippet is code that compiles and runs. */
class ReadmeTest {

  @Test
  void snippetIsTheCompiledExample() throws Exception {
    String example =
        Files.readString(Path.of("src/test/java/preflight/example/Embedding.java"), UTF_8);
    String body = example.substring(example.indexOf("import "));

    assertThat(Files.readString(Path.of("../README.md"), UTF_8)).contains(body);
  }

  @Test
  void exampleReturnsWhereTheTargetAnswersAndThrowsWhereItDoesNot() throws Exception {
    URI uri;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      uri = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
      Embedding.requireDatabase(uri);
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> Embedding.requireDatabase(uri))
        .withMessageContaining("CONNECTION_REFUSED");
  }
}
