package preflight.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmOptionSourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "java -Da=b -jar a.jar -Dno=1 ! -Da=b",
        "/usr/bin/java -cp x.jar -Da=b Main -Dno=1 ! -cp -Da=b",
        "java --add-modules java.sql -Da=b -m m/Main -Dno=1 ! --add-modules -Da=b",
        "java Main -Dno=1 ! ''",
        "javac -Da=b ! ''",
        "./a.sh -Da=b ! ''",
        "java ! ''",
      })
  void optionsOfACommandEndWhereItsProgramBegins(String command, String options) {
    assertThat(JvmOptionSource.COMMAND.options(running(command.split(" "))).orElse(""))
        .isEqualTo(options);
  }

  @Test
  void wordWithBlanksStaysOne() {
    assertThat(JvmOptionSource.COMMAND.options(running("java", "-Da=b c", "Main")))
        .contains("\"-Da=b c\"");
  }

  @Test
  void unknownCommandHasNoOptions() {
    assertThat(JvmOptionSource.COMMAND.options(running())).isEmpty();
  }

  private static Container running(String... words) {
    List<String> command = Arrays.asList(words);
    return new Container(Map.of(), Path.of("/nonexistent"), command);
  }
}
