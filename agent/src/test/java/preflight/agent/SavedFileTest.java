package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.Preflight;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;

class SavedFileTest {

  private static final Verdict VERDICT =
      Preflight.skipped(new Container(Map.of(), Path.of("/nonexistent")), new Gate.Off("INC-1"));

  @TempDir Path folder;

  @Test
  void contentIsWrittenAndNothingIsLeftBeside() {
    assertThat(saved("verdict", Optional.of("x".getBytes(UTF_8))).save(VERDICT)).isEmpty();

    assertThat(folder.resolve("verdict")).hasContent("x");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void noContentMakesNoFile() {
    assertThat(saved("verdict", Optional.empty()).save(VERDICT)).isEmpty();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void fileThatCannotBeWrittenIsSaidWithItsOption() {
    assertThat(saved("missing/verdict", Optional.of(new byte[0])).save(VERDICT).orElseThrow())
        .startsWith("preflight: --output: ")
        .contains("missing/verdict");
  }

  private SavedFile saved(String name, Optional<byte[]> content) {
    return new SavedFile("--output", folder.resolve(name), verdict -> content);
  }
}
