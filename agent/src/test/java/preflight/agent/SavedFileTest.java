package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

  @Test
  void deviceStaysWhatItIs() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(saved("pipe", Optional.of(new byte[1])).save(VERDICT).orElseThrow())
        .endsWith("pipe is no file; name one, or - for this stream");
    assertThat(saved("", Optional.of(new byte[1])).save(VERDICT)).isPresent();
    assertThat(saved("/dev/stdout", Optional.of(new byte[1])).save(VERDICT)).isPresent();
    assertThat(saved("/dev/fd/1", Optional.of(new byte[1])).save(VERDICT)).isPresent();
    assertThat(saved("/", Optional.of(new byte[1])).save(VERDICT)).isPresent();

    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void linkIsFollowed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(saved("link", Optional.of("new".getBytes(UTF_8))).save(VERDICT)).isEmpty();

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  private SavedFile saved(String name, Optional<byte[]> content) {
    return new SavedFile("--output", folder.resolve(name), verdict -> content);
  }
}
