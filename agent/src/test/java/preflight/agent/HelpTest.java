package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  private final Recording recording = new Recording();

  @ParameterizedTest
  @EnumSource(Subcommand.class)
  void everyCommandExplainsItselfInAHundredColumns(Subcommand command) {
    assertThat(call(command.label(), "--help")).isZero();
    assertThat(recording.out()).startsWith("preflight " + command.label());
    assertThat(recording.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(recording.err()).isEmpty();
  }

  @Test
  void optionsHelpNamesEveryOptionAndItsVariable() {
    call("check", "--help");

    for (Option option : Options.ALL) {
      assertThat(recording.out()).contains(option.dashed(), option.variable(), option.operand());
    }
  }

  @Test
  void readmeShowsTheHelpOfCheck() throws IOException {
    call("check", "--help");

    assertThat(Files.readString(Path.of("../README.md"))).contains(recording.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void overviewListsEveryCommand(String word) {
    assertThat(call(word)).isZero();
    assertThat(recording.out()).contains(Subcommand.labels());
    assertThat(recording.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void helpBehindTheDashesIsTheWorkloads() {
    assertThat(call("run", "--", "ls", "--help")).isEqualTo(70);
    assertThat(recording.err()).contains("no launcher listens").hasLineCount(1);
    assertThat(recording.out()).isEmpty();
  }

  @Test
  void versionIsOneLine() {
    assertThat(call("--version")).isZero();
    assertThat(recording.out()).matches("preflight \\d+\\.\\d+\\.\\d+.*\n");
  }

  @Test
  void noCommandAtAllIsWrongUsage() {
    assertThat(call()).isEqualTo(64);
    assertThat(recording.err()).contains("a command is missing").hasLineCount(1);
  }

  private int call(String... words) {
    return recording.callWithoutProbes(Map.of(), Path.of("/nowhere"), words);
  }
}
