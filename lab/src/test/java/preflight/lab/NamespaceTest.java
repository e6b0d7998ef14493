package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the tests in namespaces rely on, where several run at once. */
class NamespaceTest {

  /** Several tests that start at once on a machine where a run was killed. */
  @Test
  void whatKilledRunLeftIsRemovedOnce() throws Exception {
    Namespace.create().close(); // or skips the test, where none can be made
    List<String> abandoned =
        Stream.of(1, 2, 3).map(n -> "pflab-" + goneProcess() + "-" + n).toList();
    for (String name : abandoned) {
      ip("netns", "add", name);
      Files.createDirectories(Path.of("/etc/netns", name));
    }

    try (var tests = Executors.newFixedThreadPool(4)) {
      Callable<Void> test =
          () -> {
            Namespace.create().close();
            return null;
          };
      for (var done : tests.invokeAll(List.of(test, test, test, test))) {
        done.get();
      }
    }

    assertThat(ip("netns", "list")).doesNotContain(abandoned);
    assertThat(abandoned).noneMatch(name -> Files.exists(Path.of("/etc/netns", name)));
  }

  private static long goneProcess() {
    return Finished.run(new ProcessBuilder("true"), Duration.ofSeconds(5)).pid();
  }

  private static String ip(String... arguments) {
    List<String> command = Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList();
    return Finished.run(new ProcessBuilder(command), Duration.ofSeconds(5))
        .succeeded(command)
        .out();
  }
}
